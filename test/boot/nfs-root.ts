// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import type { Lab } from '../lab/lab.js';
import { progress } from '../lab/progress.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';
import { checkConnected } from './desktop.js';

/** The root file system of a client, in the medium. */
export const ROOT = 'live/filesystem.squashfs';

/** How long the cable is out: longer than anything on the way remembers by itself. */
const CUT_MS = 60_000;

/** For TCP to find out that the cable is back, and to read the root again. */
const RECOVERY_MS = 180_000;

/** The client reads its root file system from the share, file by file. */
export async function checkOverNfs({ console }: VirtualMachine): Promise<void> {
    assert.match(await console.ask('findmnt --noheadings --output FSTYPE /run/live/medium'), /^nfs$/m);
}

/**
 * Cuts the cable while the client reads its root afresh; what it reads is right all the same, and its desktop shows a network.
 *
 * @param sum SHA-256 of the image that the root file system is made of, on the client's first loop device
 */
export async function checkCut(lab: Lab, client: VirtualMachine, sum: string): Promise<void> {
    progress(`the cable is out for ${CUT_MS / 1000} s`);
    await client.console.ask('sync; echo 3 >/proc/sys/vm/drop_caches');
    let done = false;
    const reading = client.console.ask('sha256sum /dev/loop0', CUT_MS + RECOVERY_MS);
    // Both machines lose the carrier, as with a cable between them.
    await Promise.all([lab.plug(false), client.setLink(false)]);
    const end = (): boolean => (done = true);
    reading.then(end, end);
    await setTimeout(CUT_MS);
    assert.equal(done, false, 'the client was still reading when the cable was out');
    await Promise.all([lab.plug(true), client.setLink(true)]);
    assert.match(await reading, new RegExp(`^${sum} `, 'm'));
    await checkConnected(client);
}
