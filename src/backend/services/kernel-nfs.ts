// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { readText, writeSetting } from '../lib/files.js';
import { runChecked } from '../lib/process.js';
import type { LockPorts, Step, Undo } from '../share/types.js';

/** Starts the kernel's NFS server and exports the medium to the clients. */
export async function startKernelNfs(step: Extract<Step, { kind: 'kernel-nfs' }>): Promise<void> {
    setLockPorts({ tcp: step.lockPort, udp: step.lockPort });
    for (const command of step.commands) await runChecked(command);
}

/**
 * Ends the kernel's NFS server, from whatever process, and also where it has ended: with its last thread its exports
 * and what it has cached of them go too, and nothing holds the medium any more. The mount namespace is there because
 * rpc.nfsd mounts its controls where they are not, and would leave them.
 */
export async function stopKernelNfs(undo: Extract<Undo, { kind: 'kernel-nfs' }>): Promise<void> {
    await runChecked(['unshare', '--mount', '--', 'rpc.nfsd', '--', '0']);
    setLockPorts(undo.lockPorts);
}

/** @returns 0 where the kernel has no lock server yet */
export function readLockPort(protocol: keyof LockPorts): number {
    return Number(readText(lockPortSetting(protocol))?.trim() ?? '0');
}

/** Without it the lock server, which nobody here uses, would listen where no firewall rule expects it. */
function setLockPorts({ tcp, udp }: LockPorts): void {
    writeSetting(lockPortSetting('tcp'), String(tcp));
    writeSetting(lockPortSetting('udp'), String(udp));
}

function lockPortSetting(protocol: keyof LockPorts): string {
    return `/proc/sys/fs/nfs/nlm_${protocol}port`;
}
