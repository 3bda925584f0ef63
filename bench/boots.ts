// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdir } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';

import { LOGIN_MS, readyShare } from '../test/boot/common.js';
import { startClient } from '../test/lab/client.js';
import { COUNTDOWN } from '../test/lab/client-menu.js';
import { INTERFACE, makeLab } from '../test/lab/lab.js';
import { makeMachine } from '../test/lab/machine.js';
import { progress, seconds } from '../test/lab/progress.js';
import type { Scope } from '../test/lab/scope.js';
import { clientReports, hasReached } from '../test/lab/share.js';
import type { VirtualMachine } from '../test/lab/virtual-machine.js';
import { shareByHand } from './by-hand.js';
import type { Measurement } from './measurement.js';
import { memoryByPart, type MemoryByPart } from './memory.js';
import type { Part } from './part.js';
import { processorTime } from './processor-time.js';

const MAC = '52:54:00:4c:49:08';

/** As the lab's client in the boot tests. */
const CLIENT = { memoryMiB: 1024, mac: MAC } as const;

/** An address of the sharing machine that the lab gives it; the network by hand is around it. */
const BY_HAND_ADDRESS = '192.0.2.2';

/** One start of a client, in seconds. */
interface Boot {
    /** From power-on to the login prompt. */
    readonly powerOn: number;
    /** From the client's first lease, its firmware's, to the login prompt; null without a network. */
    readonly lease: number | null;
    /** The client's processor time from power-on to the login prompt. */
    readonly work: number;
    /** Of what serves it, before it was switched on and with the client at its login. */
    readonly memory?: { readonly ready: MemoryByPart; readonly withClient: MemoryByPart };
}

const NAMES = { cd: 'a CD', 'by-hand': 'by hand', nfs: 'over NFS', ram: 'from RAM' } as const;
type Kind = keyof typeof NAMES;

interface BootContext {
    readonly scope: Scope;
    readonly folder: string;
    readonly image: string;
}

/** One after the other and never two at once, all kinds in turn, so that a machine that gets busier is so for all. */
export const boots: Part = {
    name: 'boots',
    what: 'a client’s start over the share, beside a CD and a share made by hand; memory',
    run: async ({ scoped, folder, image, boots: rounds }) => {
        const results: Record<Kind, Boot[]> = { cd: [], 'by-hand': [], nfs: [], ram: [] };
        for (let round = 1; round <= rounds; round++)
            for (const [kind, boot] of Object.entries(BOOTS) as [Kind, (typeof BOOTS)[Kind]][]) {
                progress(`boot ${round} of ${rounds}: ${NAMES[kind]}`);
                const own = join(folder, `${kind}-${round}`);
                await mkdir(own);
                const result = await scoped(scope => boot({ scope, folder: own, image }));
                const [load = NaN] = loadavg();
                progress(
                    `  ${seconds(result.powerOn * 1000)} from power-on to login, processor time ${result.work} s, load ${load.toFixed(1)}`,
                );
                results[kind].push(result);
            }
        const [nfs] = results.nfs;
        const [byHand] = results['by-hand'];
        return {
            measurements: measurements(results),
            ...(nfs?.memory === undefined || byHand?.memory === undefined
                ? {}
                : { memory: { ...nfs.memory, byHandWithClient: byHand.memory.withClient } }),
        };
    },
};

const BOOTS: Record<Kind, (context: BootContext) => Promise<Boot>> = {
    cd: bootFromCd,
    'by-hand': bootByHand,
    nfs: context => bootOverShare(context, async () => undefined),
    ram: context =>
        bootOverShare(context, async client => {
            // The second entry, as soon as the menu is there and counts down.
            await client.console.waitFor(COUNTDOWN, LOGIN_MS);
            await client.press('down', 'ret');
        }),
};

function measurements(results: Record<Kind, readonly Boot[]>): Measurement[] {
    const row = (what: string, of: 'powerOn' | 'lease' | 'work', share: Kind, other: Kind): Measurement => {
        const values = (kind: Kind): number[] =>
            results[kind].map(boot => boot[of]).filter((value): value is number => value !== null);
        return {
            what,
            unit: 's',
            values: values(share),
            baseline: { what: NAMES[other], values: values(other) },
        };
    };
    return [
        row('power-on to login, over NFS', 'powerOn', 'nfs', 'cd'),
        row('power-on to login, over NFS', 'powerOn', 'nfs', 'by-hand'),
        row('power-on to login, from RAM', 'powerOn', 'ram', 'cd'),
        row('first lease to login, over NFS', 'lease', 'nfs', 'by-hand'),
        row('processor time to login, over NFS', 'work', 'nfs', 'cd'),
        row('processor time to login, over NFS', 'work', 'nfs', 'by-hand'),
        row('processor time to login, from RAM', 'work', 'ram', 'cd'),
    ];
}

/** The same image in the client's CD drive, and nobody on its network. */
async function bootFromCd({ scope, folder, image }: BootContext): Promise<Boot> {
    const machine = await makeMachine();
    scope.defer(() => machine.close());
    const switchedOn = Date.now();
    const client = await startClient({
        ...CLIENT,
        folder,
        from: { cd: image },
        cable: 'hubport,hubid=0',
        start: argv => machine.start(argv),
    });
    scope.defer(() => client.quit());
    const powerOn = since(switchedOn, await login(client));
    return { powerOn, lease: null, work: await processorTime(folder) };
}

async function bootByHand({ scope, folder, image }: BootContext): Promise<Boot> {
    const lab = await makeLab(scope);
    const served = join(folder, 'served');
    await mkdir(served);
    const { firstLease } = await shareByHand({
        machine: lab.sharing,
        interface: INTERFACE,
        address: BY_HAND_ADDRESS,
        image,
        folder: served,
    });
    const ready = await memoryByPart(lab.sharing);
    const switchedOn = Date.now();
    const client = await lab.startClient({ ...CLIENT, folder });
    const end = await login(client);
    return {
        powerOn: since(switchedOn, end),
        lease: since(await firstLease, end),
        work: await processorTime(folder),
        memory: { ready, withClient: await memoryByPart(lab.sharing) },
    };
}

/** @param choose what a person does at the menu; without anything the first entry starts by itself */
async function bootOverShare(
    context: BootContext,
    choose: (client: VirtualMachine) => Promise<void>,
): Promise<Boot> {
    const lab = await makeLab(context.scope);
    const share = await readyShare(lab, context);
    const ready = await memoryByPart(lab.sharing);
    const switchedOn = Date.now();
    const client = await lab.startClient({ ...CLIENT, folder: context.folder });
    await choose(client);
    const end = await login(client);
    const work = await processorTime(context.folder);
    await share.waitFor(hasReached('running', MAC), 'the client runs', 60_000);
    const withClient = await memoryByPart(lab.sharing);
    const address = clientReports(share, MAC).find(report => report.stage === 'address');
    if (address === undefined) throw new Error('the share did not say when the client got its address');
    const status = await share.stop();
    if (status !== 0) throw new Error(`the share ended with status ${status}`);
    return {
        powerOn: since(switchedOn, end),
        lease: since(address.since, end),
        work,
        memory: { ready, withClient },
    };
}

/** @returns when the login prompt came, in milliseconds since 1970 */
async function login(client: VirtualMachine): Promise<number> {
    await client.console.waitFor(/login: $/, LOGIN_MS);
    return Date.now();
}

function since(start: number, end: number): number {
    return (end - start) / 1000;
}
