// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ProblemCode } from '../../backend/protocol/problem.js';

/** The exit codes of `share-live --cli`, as the man page lists them. */
export const EXIT = {
    stopped: 0,
    failed: 1,
    usage: 2,
    medium: 3,
    network: 4,
    notAllowed: 5,
    alreadyRunning: 6,
    machine: 7,
} as const;

const BY_CODE: Readonly<Partial<Record<ProblemCode, number>>> = {
    'already-running': EXIT.alreadyRunning,
    dismissed: EXIT.notAllowed,
    'no-agent': EXIT.notAllowed,
    'not-allowed': EXIT.notAllowed,
    'helper-missing': EXIT.machine,
    'no-live-medium': EXIT.medium,
    'image-missing': EXIT.medium,
    'image-not-a-file': EXIT.medium,
    'image-writable': EXIT.medium,
    'image-unreadable': EXIT.medium,
    'image-damaged': EXIT.medium,
    'image-not-live': EXIT.medium,
    'no-boot-files': EXIT.medium,
    'no-network-start': EXIT.medium,
    'image-needed': EXIT.medium,
    'medium-gone': EXIT.medium,
    'no-network-manager': EXIT.network,
    'no-interface': EXIT.network,
    'interface-unknown': EXIT.network,
    'interface-not-wired': EXIT.network,
    'interface-part': EXIT.network,
    'interface-internal': EXIT.network,
    'interface-needs-router': EXIT.network,
    'interface-not-managed': EXIT.network,
    'interface-refused': EXIT.network,
    'interface-no-address': EXIT.network,
    'interface-gone': EXIT.network,
    'network-changed': EXIT.network,
    'no-free-subnet': EXIT.network,
    'other-share-live': EXIT.network,
    'firewall-refused': EXIT.network,
    'engine-missing': EXIT.machine,
    'engine-failed': EXIT.machine,
    'port-busy': EXIT.machine,
    'disk-full': EXIT.machine,
    'nfs-busy': EXIT.machine,
    'keep-needs-nfs': EXIT.machine,
    'no-loader': EXIT.machine,
};

export function exitCode(code: ProblemCode): number {
    return BY_CODE[code] ?? EXIT.failed;
}
