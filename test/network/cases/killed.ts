// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import type { NamespaceLab } from '../../lab/lab.js';
import type { Machine } from '../../lab/machine.js';
import { isReady } from '../../lab/share.js';
import { compareSnapshots, waitUntilAsBefore, type Snapshot } from '../../lab/snapshot.js';
import { eventually, type Case } from '../case.js';
import {
    hasStatus,
    IMAGE,
    INIT,
    openMedium,
    shareImage,
    START,
    startHelper,
    stop,
    withLab,
    type Helper,
} from '../helper.js';
import { LIVE_TREE, makeIso, withFolder } from '../images.js';

/** The time that the janitor has. */
const UNDO_MS = 10_000;
const PATIENCE_MS = 40_000;

/** What stands for logger(1), which no log listens to here: it keeps what it is given. Done when the file is there. */
const LOGGER = `#!/bin/sh
{ echo "$@"; cat; } >/run/logging && mv /run/logging /run/logged
`;
const NFT = '/usr/sbin/nft';

/** A moment of a helper's life. */
interface Moment {
    readonly name: string;
    /** Brings a helper there, as it runs or is about to. */
    readonly reach: (helper: Helper, image: string) => Promise<void>;
}

/** How many machines share at once: nearly all of a start is waiting for a DHCP server. */
const MACHINES = 6;

export const killedCases: readonly Case[] = [
    {
        name: 'killed: at any moment of a start, of a share and of its end, nothing is left',
        run: () =>
            withFolder(async folder => {
                const image = await makeIso(folder, LIVE_TREE);
                const [starting, stopping] = await durations(image);
                const moments = [
                    ...[0, 10, 20, 40, 80, 160].map(born),
                    { name: 'asked for the image', reach: askedForImage },
                    ...[0, 2500, 4800].map(ms => after(ms, 'probing')),
                    ...spread(20, starting).map(ms => after(ms, 'starting')),
                    ...spread(8, stopping).map(ended),
                ];
                const failures: string[] = [];
                const work = Array.from({ length: MACHINES }, () => killAt(moments, image, failures));
                await Promise.all(work);
                assert.deepEqual(failures, []);
            }),
    },
    {
        name: 'killed: with its janitor; what they leave, the next one finds',
        run: () =>
            withShare(async (lab, before, helper, image) => {
                await killJanitor(lab.sharing);
                await helper.kill();
                await helper.ended;
                assert.notDeepEqual(compareSnapshots(before, await lab.snapshot()), [], 'something is left');
                const next = startHelper(lab.sharing);
                await openMedium(next, image);
                assert.equal(await stop(next), 0);
                await waitUntilAsBefore(lab.snapshot, before, UNDO_MS);
            }),
    },
    {
        name: 'killed: what the janitor cannot undo is said in the log of the system',
        run: () =>
            withShare(async ({ sharing, snapshot }, before, helper, image) => {
                await sharing.check(['tee', '/run/logger'], { input: LOGGER });
                await sharing.check(['chmod', '755', '/run/logger']);
                await sharing.check(['mount', '--bind', '/run/logger', '/usr/bin/logger']);
                await sharing.check(['mount', '--bind', '/bin/false', NFT]);
                await helper.kill();
                const said = await eventually(UNDO_MS, () => sharing.check(['cat', '/run/logged']));
                assert.match(said, /^--tag share-live --priority daemon\.err\n.*undo-failed.*"nft-table"/s);

                await sharing.check(['umount', NFT, '/usr/bin/logger']);
                await sharing.check(['rm', '/run/logger', '/run/logged']);
                const next = startHelper(sharing);
                await openMedium(next, image);
                assert.equal(await stop(next), 0);
                await waitUntilAsBefore(snapshot, before, UNDO_MS);
            }),
    },
    {
        name: 'killed: the janitor alone changes nothing of a share and its end',
        run: () =>
            withShare(async (lab, before, helper) => {
                await killJanitor(lab.sharing);
                assert.equal(await stop(helper), 0);
                await waitUntilAsBefore(lab.snapshot, before, UNDO_MS);
            }),
    },
    {
        name: 'killed: the app, with all that it sent; the helper ends what it began',
        run: () =>
            withShare(async (lab, before, helper) => {
                helper.hangUp();
                assert.equal((await helper.ended).status, 0);
                await waitUntilAsBefore(lab.snapshot, before, UNDO_MS);
            }),
    },
];

type Body = (lab: NamespaceLab, before: Snapshot, helper: Helper, image: string) => Promise<void>;

async function withShare(body: Body): Promise<void> {
    await withFolder(async folder => {
        const image = await makeIso(folder, LIVE_TREE);
        await withLab(async lab => {
            const before = await lab.snapshot();
            await body(lab, before, await shareImage(lab.sharing, image), image);
        });
    });
}

/** Takes moments, one after the other, as long as there are any. */
async function killAt(moments: Moment[], image: string, failures: string[]): Promise<void> {
    await withLab(async lab => {
        const before = await lab.snapshot();
        for (let moment = moments.shift(); moment !== undefined; moment = moments.shift()) {
            const helper = startHelper(lab.sharing);
            try {
                await moment.reach(helper, image);
                // what has started the helper and waits for it, or the helper itself, where it is there
                if (moments.length % 2 === 0) await killChild(lab.sharing);
                await helper.kill();
                await helper.ended;
                await waitUntilAsBefore(lab.snapshot, before, UNDO_MS);
            } catch (error) {
                failures.push(`${moment.name}: ${String(error)}`);
                await helper.kill();
            }
        }
    });
}

/** @returns how long a start takes after the question for a DHCP server, and an end, in milliseconds */
async function durations(image: string): Promise<readonly [number, number]> {
    let [starting, ready, stopped] = [0, 0, 0];
    await withLab(async lab => {
        const helper = startHelper(lab.sharing);
        await openMedium(helper, image);
        helper.send(START);
        await helper.waitFor(hasStatus('starting'), 'starting', PATIENCE_MS);
        starting = Date.now();
        await helper.waitFor(isReady, 'ready', PATIENCE_MS);
        ready = Date.now();
        assert.equal(await stop(helper), 0);
        stopped = Date.now();
    });
    return [ready - starting, stopped - ready];
}

/** @returns so many moments from the first to a little after the last of a time that takes so long */
function spread(count: number, ms: number): number[] {
    return Array.from({ length: count }, (_, at) => Math.round((1.1 * ms * at) / (count - 1)));
}

function born(ms: number): Moment {
    return {
        name: `${ms} ms old`,
        reach: async helper => {
            helper.send(INIT);
            await delay(ms);
        },
    };
}

async function askedForImage(helper: Helper): Promise<void> {
    helper.send(INIT, IMAGE);
    await helper.waitFor(reply => reply.type === 'send-image', 'send-image', PATIENCE_MS);
}

function after(ms: number, status: 'probing' | 'starting'): Moment {
    return {
        name: `${status} for ${ms} ms`,
        reach: async (helper, image) => {
            await openMedium(helper, image);
            helper.send(START);
            await helper.waitFor(hasStatus(status), status, PATIENCE_MS);
            await delay(ms);
        },
    };
}

function ended(ms: number): Moment {
    return {
        name: `stopping for ${ms} ms`,
        reach: async (helper, image) => {
            await openMedium(helper, image);
            helper.send(START);
            await helper.waitFor(isReady, 'ready', PATIENCE_MS);
            helper.send({ type: 'stop' });
            await delay(ms);
        },
    };
}

function delay(ms: number): Promise<void> {
    return new Promise(resolve => setTimeout(resolve, ms));
}

async function killChild(machine: Machine): Promise<void> {
    const { stdout } = await machine.exec(['pgrep', '--full', '^\\S*gjs.*/share-live/helper.js']);
    const [pid = ''] = stdout.split('\n');
    if (pid !== '') await machine.exec(['kill', '-KILL', pid]);
}

/** Kills what waits for the helper's end. */
async function killJanitor(machine: Machine): Promise<void> {
    const [pid = '', ...more] = (await machine.check(['pgrep', '--full', '^sh -c .*share-live/janitor.js']))
        .split('\n')
        .filter(Boolean);
    assert.deepEqual(more, [], 'one janitor');
    await machine.check(['kill', '-KILL', pid]);
}
