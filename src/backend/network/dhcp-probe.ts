// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type Gio from 'gi://Gio?version=2.0';

import { run } from '../lib/process.js';
import { Problem } from '../protocol/problem.js';
import { sandboxed } from '../lib/sandbox.js';
import { dhcpAnswer, PROBE_CONFIG, PROBE_SECONDS, probeArgv } from './dhcpcd.js';
import type { DhcpAnswer } from './types.js';

/** A machine that is busy with much else takes its time to start a program; only one that hangs is ended. */
const MAX_START_SECONDS = 20;

const CONFIG_PATH = '/etc/dhcpcd.conf';

/**
 * Looks for a DHCP server by a DISCOVER of dhcpcd's. Nothing is requested, configured or left behind; whatever
 * manages the interface does not notice. Needs root.
 *
 * @param name a checked name of an interface that is up
 * @param cancellable ends it before its time, with `engine-failed`
 * @returns `not-probed` where there was no carrier, so that silence says nothing
 * @throws Problem `engine-missing`, `engine-failed`
 */
export async function probeDhcp(name: string, cancellable?: Gio.Cancellable): Promise<DhcpAnswer> {
    const { status, stdout, stderr } = await run(
        sandboxed(
            {
                // Without a user of its own dhcpcd does not split itself into processes, which --test would leave
                // behind (9.4.1: the parent crashes at its end). It is confined by the sandbox instead.
                binds: [{ from: '/dev/null', to: '/etc/passwd' }],
                capabilities: ['net_admin', 'net_raw', 'net_bind_service'],
                first: true,
                inputAt: CONFIG_PATH,
            },
            probeArgv(name, CONFIG_PATH),
        ),
        {
            stdin: PROBE_CONFIG,
            timeoutMs: (PROBE_SECONDS + MAX_START_SECONDS) * 1000,
            ...(cancellable === undefined ? {} : { cancellable }),
        },
    );
    const answer = dhcpAnswer(stdout, stderr);
    if (answer === null)
        throw new Problem('engine-failed', { engine: 'dhcpcd' }, `exit ${status}\n${stderr}`);
    return answer;
}
