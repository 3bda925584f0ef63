// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How much of the processor a menu takes: the clock would count what else the machine does.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { MediumContents } from '../../../src/backend/medium/types.js';
import { parseBundle } from '../../support/menu-bundle.js';
import { compileMenu } from '../../support/menu-tree.js';
import { CORPUS } from './corpus.js';
import { BROAD, CYCLES, ENDLESS, LONG } from './hostile.js';

/** How often a menu may be compiled until once nothing has come between: the engine's own work, a neighbour on the same core. */
const TRIES = 30;

/** @returns the least of some times, in milliseconds; no more are taken once it is below the limit */
function processorMs(contents: MediumContents, limit: number): number {
    let least = Infinity;
    for (let tries = 0; tries < TRIES && least >= limit; tries++) {
        const started = process.cpuUsage();
        compileMenu(contents);
        const { user, system } = process.cpuUsage(started);
        least = Math.min(least, (user + system) / 1000);
    }
    return least;
}

describe('the time that a menu takes', () => {
    it('is milliseconds where it is a real one', () => {
        for (const { name, text } of CORPUS) {
            const taken = processorMs(parseBundle(text).contents, 20);
            assert.ok(taken < 20, `${name}: ${taken} ms`);
        }
    });

    it('is less than a tenth of a second where it was made to harm', () => {
        for (const contents of [...LONG, ...BROAD, ...CYCLES, ...ENDLESS]) {
            const taken = processorMs(contents, 100);
            assert.ok(taken < 100, `${taken} ms: ${[...contents.texts.values()].join('\n').slice(0, 300)}`);
        }
    });
});
