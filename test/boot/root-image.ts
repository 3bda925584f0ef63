// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import type { ClientReply, Reply } from '../../src/backend/protocol/messages.js';
import { progress } from '../lab/progress.js';
import { hasReached, type Share } from '../lab/share.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';

/** For the whole root to be read again. */
const READING_MS = 180_000;

/**
 * All of the image that the root file system is made of is read again, and is right: the loop device on it is the first,
 * whatever has become of the path that it had in the initramfs.
 *
 * @param sum its SHA-256 sum
 */
export async function checkWholeRoot({ console }: VirtualMachine, sum: string): Promise<void> {
    await console.ask('sync; echo 3 >/proc/sys/vm/drop_caches');
    assert.match(await console.ask('sha256sum /dev/loop0', READING_MS), new RegExp(`^${sum} `, 'm'));
    progress('all of the root was read again');
}

/** The client has nothing of NFS, and is said to need the share no more. */
export async function checkInMemory(share: Share, client: VirtualMachine, mac: string): Promise<void> {
    const runsInMemory = (reply: Reply): reply is ClientReply =>
        reply.type === 'client' && reply.client.inMemory && hasReached('running', mac)(reply);
    await share.waitFor(runsInMemory, 'the client is said to need the share no more', 10_000);
    assert.doesNotMatch(await mountedByNfs(client), VERSION_3);
}

/** The client has the share's NFS export, also where it is not to be seen any more, and is not said to run from memory. */
export async function checkNfs(share: Share, client: VirtualMachine, mac: string): Promise<void> {
    assert.match(await mountedByNfs(client), VERSION_3);
    assert.ok(
        !share.replies.some(
            reply => reply.type === 'client' && reply.client.mac === mac && reply.client.inMemory,
        ),
    );
}

const VERSION_3 = /^v3 /m;

/** What the kernel has of NFS; nothing where its module was not even loaded. dracut takes the mount out of the tree. */
async function mountedByNfs({ console }: VirtualMachine): Promise<string> {
    return console.ask('cat /proc/fs/nfsfs/volumes || :');
}
