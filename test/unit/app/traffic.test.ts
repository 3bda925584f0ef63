// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { measure, NO_TRAFFIC, SAMPLES } from '../../../src/app/traffic.js';
import type { ClientSummary } from '../../../src/backend/protocol/messages.js';
import { clientSummary } from '../../support/client-summary.js';

const client = (mac: string, bytes: number): ClientSummary => clientSummary({ mac, bytes });

describe('the traffic', () => {
    it('is what was sent to all since the look before', () => {
        const first = measure(NO_TRAFFIC, [client('a', 10), client('b', 5)]);
        const second = measure(first, [client('a', 30), client('b', 5), client('c', 1)]);
        assert.deepEqual(second.rates, [15, 21]);
    });
    it('is never less than none: who starts anew is counted anew', () => {
        const before = measure(NO_TRAFFIC, [client('a', 1000)]);
        assert.deepEqual(measure(before, [client('a', 7)]).rates, [1000, 7]);
    });
    it('is known of the last minute', () => {
        let traffic = NO_TRAFFIC;
        for (let second = 1; second <= SAMPLES + 5; second++)
            traffic = measure(traffic, [client('a', second * second)]);
        assert.equal(traffic.rates.length, SAMPLES);
        assert.equal(traffic.rates[SAMPLES - 1], 2 * (SAMPLES + 5) - 1);
    });
});
