// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { liveMedium } from '../lab/live-medium.js';
import { progress } from '../lab/progress.js';
import { withScope } from '../lab/scope.js';
import { makeLiveLab, type LiveMachine } from './live-lab.js';
import type { Stage } from './stage.js';

/** What servers and packages leave behind in a system that has only just started. */
interface AtRest {
    /** Sockets that wait for others: protocol, state, address. */
    readonly listeners: readonly string[];
    readonly failedUnits: readonly string[];
}

async function atRest({ computer }: LiveMachine): Promise<AtRest> {
    const lines = async (argv: readonly string[]): Promise<readonly string[]> =>
        (await computer.check(argv)).split('\n').filter(Boolean).sort();
    const sockets = await lines(['ss', '--no-header', '--listening', '--numeric', '--tcp', '--udp']);
    return {
        listeners: sockets.map(line =>
            line
                .split(/\s+/)
                .filter((_, column) => [0, 1, 4].includes(column))
                .join(' '),
        ),
        failedUnits: await lines(['systemctl', 'list-units', '--failed', '--plain', '--no-legend']),
    };
}

export const listenersStage: Stage = {
    name: 'listeners',
    what: 'nothing listens for others because Share Live is on the medium: compared with the same image without it',
    run: async ({ folder, medium }) => {
        const started = (name: string, cd: string): Promise<AtRest> =>
            withScope(async scope => {
                const { sharing } = await makeLiveLab(scope, join(folder, name), { from: { cd } });
                return atRest(sharing);
            });
        const without = await started('without', await liveMedium('light', false));
        const withIt = await started('with', medium);
        progress(`listening, with and without: ${withIt.listeners.join(', ') || 'nothing'}`);
        assert.deepEqual(withIt, without);
    },
};
