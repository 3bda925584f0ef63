// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import type { ProblemReply } from '../../../src/backend/protocol/messages.js';
import { PROFILE, type NamespaceLab } from '../../lab/lab.js';
import type { Machine } from '../../lab/machine.js';
import { isReady, startShare } from '../../lab/share.js';
import { compareSnapshots, waitUntilAsBefore } from '../../lab/snapshot.js';
import type { Case } from '../case.js';
import {
    expectProblem,
    isProblem,
    openMedium,
    shareImage,
    START,
    startHelper,
    stop,
    withLab,
} from '../helper.js';
import { LIVE_TREE, makeIso, withFolder } from '../images.js';
import { says } from '../site.js';
import { serve } from '../tcp.js';
import { ganeshaServes } from '../ganesha.js';

const UNDO_MS = 10_000;
const PATIENCE_MS = 40_000;

/** The engines as they appear among the processes, and as problems name them. */
const ENGINES = {
    '^dnsmasq --conf-file=/etc/dnsmasq.conf': 'dnsmasq',
    '^nginx: master': 'nginx',
} as const;
const NFS_ENGINES = {
    '^ganesha.nfsd': 'ganesha',
    '^rpcbind -f': 'rpcbind',
} as const;

export const faultCases: readonly Case[] = [
    {
        name: 'faults: an engine that dies ends the share, and all is undone',
        run: async (): Promise<void> => {
            const engines = { ...ENGINES, ...((await ganeshaServes()) ? NFS_ENGINES : {}) };
            await everywhere(Object.entries(engines), async ([pattern, engine], { sharing }, image) => {
                const helper = await shareImage(sharing, image);
                const pids = (await sharing.check(['pgrep', '--full', pattern])).split('\n').filter(Boolean);
                await sharing.check(['kill', '-KILL', ...pids]);
                const { code, params, fatal } = await expectProblem(helper, 'engine-failed');
                assert.deepEqual([code, params['engine'], fatal], ['engine-failed', engine, true]);
            });
        },
    },
    {
        name: 'faults: a program that is not installed is named before anything is changed',
        run: () =>
            everywhere(
                ['/usr/sbin/nginx'],
                async (_, { sharing }, image) => {
                    const problem = await tryToShare(sharing, image);
                    assert.deepEqual(
                        [problem?.code, problem?.params],
                        ['engine-missing', { engine: 'nginx' }],
                    );
                },
                async (program, { sharing }) => {
                    await sharing.check(['mount', '--bind', '/dev/null', program]);
                },
            ),
    },
    {
        name: 'faults: a full disk is said to be one, wherever it is met, and all is undone',
        run: () =>
            everywhere(
                [
                    // what the image is copied to
                    ['/var/cache', '4m'],
                    // too little for the journal, for a configuration, for the extra initrd
                    ['/run/share-live', '4k', 'filler'],
                    ['/run/share-live', '4k'],
                    ['/run/share-live', '16k'],
                    ['/run/share-live', '32k'],
                ] as const,
                async (_, { sharing }, image) => {
                    const helper = startHelper(sharing);
                    await openMedium(helper, image);
                    helper.send(START);
                    await expectProblem(helper, 'disk-full');
                },
                async ([path, size, filler], { sharing }) => {
                    await sharing.check(['mkdir', '-p', path]);
                    await sharing.check(['mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]);
                    if (filler !== undefined)
                        await sharing.check(['tee', `${path}/${filler}`], { input: 'x'.repeat(4096) });
                },
            ),
    },
    {
        name: 'faults: ports that others have are served around, or said to be busy and all is undone',
        run: async (): Promise<void> => {
            const nfs = await ganeshaServes();
            await everywhere(
                [
                    ['tcp', 80, null],
                    // what listens there is taken for this machine's own rpcbind
                    ['tcp', 111, nfs ? 'engine-failed' : null],
                    ['udp', 67, 'port-busy'],
                    ['udp', 69, 'port-busy'],
                    ['udp', 53, 'port-busy'],
                    ['tcp', 53, 'port-busy'],
                    ['tcp', 2049, nfs ? 'port-busy' : null],
                ] as const,
                async ([protocol, port, code], { sharing }, image) => {
                    const problem = await tryToShare(sharing, image);
                    assert.deepEqual([protocol, port, problem?.code ?? null], [protocol, port, code]);
                },
                ([protocol, port], { sharing }) =>
                    protocol === 'tcp' ? serve(sharing, 1, port) : listen(sharing, port),
            );
        },
    },
    {
        name: 'faults: NetworkManager that is gone does not keep a share from being undone',
        run: () =>
            withFolder(folder =>
                withLab(async ({ sharing, networkManager, snapshot }) => {
                    const image = await makeIso(folder, LIVE_TREE);
                    const before = await snapshot();
                    const helper = await shareImage(sharing, image);
                    await networkManager.stop();
                    assert.equal(await stop(helper), 0);
                    assert.deepEqual(helper.replies.filter(isProblem), []);
                    await networkManager.start();
                    await sharing.check(['nmcli', 'connection', 'up', PROFILE]);
                    await waitUntilAsBefore(snapshot, before, UNDO_MS);
                }),
            ),
    },
    {
        name: 'faults: a second share says that there is one, which does not notice',
        run: () =>
            withFolder(folder =>
                withLab(async ({ sharing, snapshot }) => {
                    const image = await makeIso(folder, LIVE_TREE);
                    const before = await snapshot();
                    const first = await shareImage(sharing, image);
                    const sharingNow = await snapshot();
                    const running = await lasting(sharing);
                    const second = await startShare({
                        machine: sharing,
                        medium: image,
                        interface: 'eth0',
                        folder,
                    });
                    assert.equal(await second.ended, 6);
                    assert.deepEqual(
                        second.replies.filter(isProblem).map(({ code }) => code),
                        ['already-running'],
                    );
                    // other machines have loop devices over files of the same name and number; what a share looks and
                    // listens with comes and goes, so that of processes only the lasting ones are compared
                    const changes = compareSnapshots(sharingNow, await snapshot()).filter(
                        change => !/^(loop devices|processes): /.test(change),
                    );
                    assert.deepEqual(await lasting(sharing), running);
                    assert.deepEqual(changes, []);
                    assert.deepEqual(first.replies[first.replies.length - 1], first.replies.find(isReady));
                    assert.equal(await stop(first), 0);
                    await waitUntilAsBefore(snapshot, before, UNDO_MS);
                }),
            ),
    },
];

/** @returns the process ids of a share's engines and of its helper, which is older than what it is about to start */
function lasting({ check }: Machine): Promise<readonly string[]> {
    const patterns = [...Object.keys(ENGINES), 'share-live/helper\\.js$'];
    return Promise.all(patterns.map(pattern => check(['pgrep', '--oldest', '--full', pattern])));
}

/**
 * Tries something in a machine for each of some faults, two at once; afterwards each machine has to be as before.
 *
 * @param prepare brings the machine into the state that it is to come back to
 */
async function everywhere<T>(
    faults: readonly T[],
    body: (fault: T, lab: NamespaceLab, image: string) => Promise<void>,
    prepare: (fault: T, lab: NamespaceLab) => Promise<void> = async () => undefined,
): Promise<void> {
    await withFolder(async folder => {
        const image = await makeIso(folder, LIVE_TREE);
        const left = [...faults];
        const failures: string[] = [];
        const work = async (): Promise<void> => {
            for (let fault = left.shift(); fault !== undefined; fault = left.shift()) {
                const now = fault;
                await withLab(async lab => {
                    await prepare(now, lab);
                    const before = await lab.snapshot();
                    await body(now, lab, image);
                    await waitUntilAsBefore(lab.snapshot, before, UNDO_MS);
                }).catch((error: unknown) => failures.push(`${JSON.stringify(now)}: ${String(error)}`));
            }
        };
        await Promise.all(Array.from({ length: 4 }, work));
        assert.deepEqual(failures, []);
    });
}

/** Starts a share and ends it where it becomes ready. @returns the problem that keeps it from that */
async function tryToShare(machine: Machine, image: string): Promise<ProblemReply | null> {
    const helper = startHelper(machine);
    await openMedium(helper, image);
    helper.send(START);
    const first = await helper.waitFor(
        (reply): reply is typeof reply => isProblem(reply) || isReady(reply),
        'ready or a problem',
        PATIENCE_MS,
    );
    await stop(helper);
    return isProblem(first) ? first : null;
}

/** Takes a UDP port of all addresses until the machine ends. */
async function listen(machine: Machine, port: number): Promise<void> {
    const program = `require('dgram').createSocket('udp4').bind(${port}, () => console.log('listening'))`;
    await says(machine.start([process.execPath, '-e', program]), 'listening');
}
