// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { STAGES } from '../../src/backend/protocol/messages.js';
import { INTERFACE, type Lab } from '../lab/lab.js';
import { megabytes, progress, seconds } from '../lab/progress.js';
import {
    clientReports,
    hasReached,
    isReady,
    startShare,
    type Share,
    type ShareOptions,
} from '../lab/share.js';
import { waitUntilAsBefore, type Snapshot } from '../lab/snapshot.js';
import { timeline } from '../lab/timeline.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';
import type { CaseContext } from './boot-case.js';

/** The name that clients know the sharing machine by. */
const SERVER_NAME = 'server.share-live.internal';

/** Copying the image, probing for a DHCP server, starting the engines. */
const READY_MS = 90_000;

/** From power-on to login: several times what it takes on two slow cores. */
export const LOGIN_MS = 400_000;

/** The time a share has to undo everything. */
const UNDO_MS = 10_000;

/** Starts a share of the test image and waits until it is ready. */
export async function readyShare(
    lab: Lab,
    { folder, image }: CaseContext,
    more: Pick<ShareOptions, 'environment' | 'options'> = {},
): Promise<Share> {
    const started = Date.now();
    const share = await startShare({
        machine: lab.sharing,
        medium: image,
        interface: INTERFACE,
        folder,
        ...more,
        onReply: timeline(),
    });
    await share.waitFor(isReady, 'ready', READY_MS);
    progress(`ready after ${seconds(Date.now() - started)}`);
    return share;
}

/** The client that has just logged in was seen, from its first stage to its last, and knows the sharing machine. */
export async function checkClient(share: Share, client: VirtualMachine, mac: string): Promise<void> {
    await checkReports(share, client, mac);
    const { address: server } = await share.waitFor(isReady, 'ready', 0);
    assert.match(await client.console.ask(`getent hosts ${SERVER_NAME}`), new RegExp(`^${server}\\s`, 'm'));
}

/** The client that has just logged in was seen, from its first stage to its last, with the address that it has. */
export async function checkReports(share: Share, client: VirtualMachine, mac: string): Promise<void> {
    await share.waitFor(hasReached('running', mac), 'the client runs', 60_000);
    const reports = clientReports(share, mac);
    const stages = reports.map(report => report.stage);
    assert.deepEqual(
        stages.filter((stage, at) => stage !== stages[at - 1]),
        [...STAGES],
        'every stage was said, once and in order',
    );
    const bytes = reports.map(report => report.bytes);
    assert.ok(
        bytes.every((count, at) => count >= (bytes[at - 1] ?? 0)),
        `bytes never shrink: ${bytes.join(' ')}`,
    );
    const { bytes: total = 0, address } = reports[reports.length - 1] ?? {};
    progress(`sent to ${mac}: ${megabytes(total)}`);
    // The kernel and the initrd alone are more.
    assert.ok(total > 20e6, `the bytes were counted: ${total}`);
    assert.match(await client.console.ask('ip -4 -brief address'), new RegExp(`\\b${address}/`));
}

/** Ctrl-C: the share ends well, and the sharing machine is as it was. */
export async function checkStop(share: Share, lab: Lab, before: Snapshot): Promise<void> {
    const started = Date.now();
    assert.equal(await share.stop(), 0, 'exit status after Ctrl-C');
    progress(`stopped within ${seconds(Date.now() - started)}`);
    assert.equal(share.replies.filter(reply => reply.type === 'problem').length, 0, 'no problem was said');
    await checkAsBefore(lab, before);
}

export async function checkAsBefore(lab: Lab, before: Snapshot): Promise<void> {
    const after = await waitUntilAsBefore(lab.snapshot, before, UNDO_MS);
    progress(`the sharing machine is as before, seen after ${seconds(after)}`);
}
