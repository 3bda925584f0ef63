// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { ShareStatus } from '../src/backend/protocol/messages.js';
import { INTERFACE, makeLab, type Lab } from '../test/lab/lab.js';
import { connect, makeMachine } from '../test/lab/machine.js';
import { progress } from '../test/lab/progress.js';
import type { Scope } from '../test/lab/scope.js';
import { isReady, startShare } from '../test/lab/share.js';
import { shareByHand } from './by-hand.js';
import type { Measurement } from './measurement.js';
import type { Part } from './part.js';

const RUNS = 5;
const READY_MS = 90_000;
const BY_HAND_ADDRESS = '192.0.2.2';

/** The parts of one start, in seconds, one after the other. */
interface Start {
    /** Front end and helper started, the image recognised. */
    readonly medium: number;
    /** The interface chosen, and asked whether there is a DHCP server. */
    readonly probe: number;
    /** What is served copied out of the image, where the kernel cannot mount it; known to a quarter of a second. */
    readonly copy: number;
    /** Mount, firewall, bridge, engines. */
    readonly engines: number;
}

export const start: Part = {
    name: 'start',
    what: 'from the command to ready, beside the same engines started by hand',
    run: async ({ scoped, folder, image }) => {
        const starts: Start[] = [];
        const byHand: number[] = [];
        await scoped(async scope => {
            const lab = await makeLab(scope);
            for (let run = 1; run <= RUNS; run++) {
                const own = join(folder, `run-${run}`);
                await mkdir(join(own, 'by-hand'), { recursive: true });
                starts.push(await startOnce(lab, image, own));
                byHand.push(await startByHand(scope, image, join(own, 'by-hand')));
                progress(`start ${run} of ${RUNS}`);
            }
        });
        return { measurements: measurements(starts, byHand) };
    },
};

function measurements(starts: readonly Start[], byHand: readonly number[]): Measurement[] {
    const values = (of: (start: Start) => number): Pick<Measurement, 'unit' | 'values'> => ({
        unit: 's',
        values: starts.map(of),
    });
    const withoutProbe = ({ medium, copy, engines }: Start): number => medium + copy + engines;
    return [
        { what: 'start to ready', ...values(each => withoutProbe(each) + each.probe) },
        {
            what: 'start to ready, without the probe',
            ...values(withoutProbe),
            baseline: { what: 'unpacked and engines started by hand', values: byHand },
        },
        { what: '  program, helper, medium', ...values(each => each.medium) },
        { what: '  probe for a DHCP server', ...values(each => each.probe) },
        { what: '  copy out of the image', ...values(each => each.copy) },
        { what: '  mount, bridge, engines', ...values(each => each.engines) },
    ];
}

/** Starts a share, stops it, and tells how long the parts of its start took. */
async function startOnce(lab: Lab, image: string, folder: string): Promise<Start> {
    const begun = performance.now();
    /** When each status was said first and last. */
    const said = new Map<ShareStatus, { first: number; last: number }>();
    let recognised = NaN;
    const share = await startShare({
        machine: lab.sharing,
        medium: image,
        interface: INTERFACE,
        folder,
        onReply: reply => {
            const now = performance.now();
            if (reply.type === 'medium') recognised = now;
            if (reply.type !== 'share') return;
            said.set(reply.status, { first: said.get(reply.status)?.first ?? now, last: now });
        },
    });
    await share.waitFor(isReady, 'ready', READY_MS);
    const status = await share.stop();
    if (status !== 0) throw new Error(`the share ended with status ${status}`);
    const at = (wanted: ShareStatus): { first: number; last: number } => {
        const times = said.get(wanted);
        if (times === undefined) throw new Error(`the share did not say “${wanted}”`);
        return times;
    };
    const probed = at('starting').first;
    const copied = said.get('copying')?.last ?? probed;
    const ready = at('ready').first;
    return {
        medium: (recognised - begun) / 1000,
        probe: (probed - recognised) / 1000,
        copy: (copied - probed) / 1000,
        engines: (ready - copied) / 1000,
    };
}

/** @returns seconds until a share by hand serves, on a machine that already has its address */
async function startByHand(scope: Scope, image: string, folder: string): Promise<number> {
    const machine = await makeMachine();
    scope.defer(() => machine.close());
    const peer = await makeMachine();
    scope.defer(() => peer.close());
    await connect(machine, INTERFACE, peer, INTERFACE);
    await machine.check(['ip', 'address', 'add', `${BY_HAND_ADDRESS}/24`, 'dev', INTERFACE]);
    const begun = performance.now();
    await shareByHand({ machine, interface: INTERFACE, address: BY_HAND_ADDRESS, image, folder });
    return (performance.now() - begun) / 1000;
}
