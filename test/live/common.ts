// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import { STAGE_NAMES } from '../../src/app/window/stage-names.js';
import { progress, seconds } from '../lab/progress.js';
import { runChecked } from '../lab/process.js';
import { waitUntilAsBefore, type Snapshot } from '../lab/snapshot.js';
import type { VmComputer } from '../lab/vm-agents.js';
import type { LiveClientOptions, LiveLab, LiveMachine } from './live-lab.js';
import { liveSession, type LiveSession } from './session.js';

/** Reading a medium, asking for permission, looking for a DHCP server: on two slow cores. */
const SET_UP_MS = 600_000;
const READY_MS = 300_000;
const RUNS_MS = 1_200_000;

/**
 * The share undoes everything within seconds. But NetworkManager then tries its own connection again as after the start, four
 * times 45 s without an answer, until it gives up; and a snapshot alone takes several seconds there.
 */
const UNDO_MS = 480_000;
const GIVEN_UP_MS = 600_000;

/** Where live-boot has the medium. */
const MEDIUM = '/run/live/medium';

export interface SharingSession extends LiveSession {
    /** How the machine was when the window could start to share. */
    readonly before: Snapshot;
}

/** Opens Share Live from the menu's entry and presses its button by the keyboard; resolves when others can come. */
export async function shareByHand(sharing: LiveMachine): Promise<SharingSession> {
    const session = await liveSession(sharing.vm, sharing.computer);
    await session.openShareLive();
    await session.untilButton('Start Sharing', SET_UP_MS);
    await session.picture('set-up');
    // loaded modules stay; loaded before, their settings are seen in both snapshots
    await sharing.computer.check(['modprobe', '--all', 'nfsd', 'loop']);
    await untilGivenUp(sharing.computer);
    const before = await sharing.snapshot();
    // the button has the focus
    await sharing.vm.press('ret');
    await session.untilButton('Stop Sharing', READY_MS);
    progress('the window says that it is ready');
    await session.picture('ready');
    return { ...session, before };
}

/** NetworkManager tries its own connection, for which nobody answers here, for a while, rests, and tries again: it is compared at rest. */
async function untilGivenUp({ check }: VmComputer): Promise<void> {
    const deadline = Date.now() + GIVEN_UP_MS;
    while (/^connecting/m.test(await check(['nmcli', '--terse', '--fields', 'STATE', 'device']))) {
        if (Date.now() > deadline) throw new Error('NetworkManager does not come to rest');
        await setTimeout(3000);
    }
}

/** Switches a client on and waits until the window of who shares says that it runs, and its desktop is there. */
export async function startAndCheck(
    lab: LiveLab,
    session: LiveSession,
    options: LiveClientOptions,
): Promise<LiveMachine> {
    const started = Date.now();
    const client = await lab.startClient(options);
    progress(`${options.firmware}: the client has its desktop after ${seconds(Date.now() - started)}`);
    await session.untilText(STAGE_NAMES.running, RUNS_MS);
    await session.picture(`client-${options.firmware}`);
    if (options.firmware === 'secureboot') {
        const log = await client.computer.check(['dmesg']);
        assert.match(log, /secureboot: Secure boot enabled/);
    }
    return client;
}

/** What the client sees of the medium is the medium, and nothing else. */
export async function checkMediumOverNfs({ computer }: LiveMachine, medium: string): Promise<void> {
    const mounts = await computer.check(['cat', '/proc/mounts']);
    assert.match(mounts, new RegExp(`^\\S+ ${MEDIUM} nfs`, 'm'));
    const seen = (await computer.check(['find', MEDIUM, '-type', 'f', '-printf', '%P\\n']))
        .trim()
        .split('\n');
    const listed = await runChecked(['bsdtar', '-tf', medium]);
    const wanted = listed.split('\n').filter(path => path !== '' && !path.endsWith('/') && path !== '.');
    // what a boot record and its catalogue are in an image has no place in a folder
    assert.deepEqual([...seen].sort(), wanted.filter(path => seen.includes(path)).sort());
    progress(`the client sees ${seen.length} files, all of them the medium's`);
}

export async function checkAsBefore({ snapshot }: LiveMachine, before: Snapshot): Promise<void> {
    const after = await waitUntilAsBefore(snapshot, before, UNDO_MS);
    progress(`the sharing machine is as before, seen after ${seconds(after)}`);
}

/** The client's root file system lies in its own memory, and it holds nothing of the sharing machine's. */
export async function checkFromMemory({ computer }: LiveMachine): Promise<void> {
    assert.doesNotMatch(await computer.check(['cat', '/proc/mounts']), / nfs4? /);
}

/**
 * A client cannot get files of the sharing machine, neither by NFS nor by HTTP.
 *
 * @param paths as the sharing machine has them, and as somebody might ask for them
 */
export async function checkUnreachable(
    { computer }: LiveMachine,
    { sharing }: LiveLab,
    paths: readonly string[],
): Promise<void> {
    const address = /inet (10\.[\d.]+)/.exec(
        await sharing.computer.check(['ip', '-4', 'address', 'show', 'sharelive0']),
    )?.[1];
    assert.ok(address, 'the sharing machine has an address');
    const exported = await computer.exec(['showmount', '--no-headers', '--exports', address]);
    for (const line of exported.stdout.split('\n').filter(Boolean))
        assert.match(line, /^\/run\/share-live\//);
    for (const path of paths) {
        const url = `http://${address}/${path.replace(/^\//, '')}`;
        const { status, stderr } = await computer.exec(['wget', '-q', '-O', '/dev/null', '-S', url]);
        assert.notEqual(status, 0, url);
        assert.match(stderr, /404 Not Found/);
    }
    progress(`the client cannot get ${paths.join(', ')}`);
}
