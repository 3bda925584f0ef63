// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { makeLab, PROFILE, type Lab, type NamespaceLab } from '../lab/lab.js';
import { progress } from '../lab/progress.js';
import { killProcesses, type Share } from '../lab/share.js';
import { compareSnapshots, type Snapshot } from '../lab/snapshot.js';
import type { BootCase, CaseContext } from './boot-case.js';
import { checkAsBefore, readyShare } from './common.js';

export const killed: BootCase = {
    name: 'killed',
    what: 'SIGKILL of the front end, of the helper, of both together leaves nothing behind',
    minutes: 1,
    run: async context => {
        const lab = await makeLab(context.scope);
        // the copy of what is served
        await checkKills(lab, context, ['files below /var']);
        await checkWithoutNetworkManager(lab, context);
    },
};

/**
 * Kills a share that is ready, in all three ways; each time the sharing machine is as before.
 *
 * @param changed what it changes beside `CHANGED` on this sharing machine
 * @param use what is done with the share before
 */
export async function checkKills(
    lab: Lab,
    context: CaseContext,
    changed: readonly string[],
    use: (share: Share) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
    const before = await lab.snapshot();
    for (const which of [['frontEnd'], ['helper'], ['frontEnd', 'helper']] as const) {
        const share = await readyShare(lab, context);
        await use(share);
        await checkSeen(lab, before, [...CHANGED, ...changed]);
        await killProcesses(lab.sharing.exec, which);
        progress(`killed: ${which.join(' and ')}`);
        await checkAsBefore(lab, before);
        await share.ended;
    }
}

/** With NetworkManager gone first, nobody but our own undo takes the bridge away; what is active again is not ours then. */
async function checkWithoutNetworkManager(lab: NamespaceLab, context: CaseContext): Promise<void> {
    const before = await lab.snapshot();
    const share = await readyShare(lab, context);
    await lab.networkManager.kill();
    await killProcesses(lab.sharing.exec, ['helper']);
    progress('killed: NetworkManager and then helper');
    await share.ended;
    await lab.networkManager.start();
    await lab.sharing.exec(['nmcli', 'connection', 'up', PROFILE]);
    await checkAsBefore(lab, before);
}

/** What a share changes, and its undo has to bring back: a snapshot that does not see it would prove nothing. */
const CHANGED = [
    'processes',
    'loop devices',
    'links',
    'addresses',
    'routes',
    'firewall',
    'forwarding',
    'profiles of NetworkManager',
    'devices of NetworkManager',
    'listening sockets',
    'files below /run',
];

async function checkSeen(lab: Lab, before: Snapshot, changed: readonly string[]): Promise<void> {
    const differences = compareSnapshots(before, await lab.snapshot());
    for (const about of changed)
        assert.ok(
            differences.some(difference => difference.startsWith(`${about}: `)),
            `the snapshot sees no change of ${about}`,
        );
}
