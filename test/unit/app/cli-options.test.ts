// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { parseOptions, type CliOptions } from '../../../src/app/cli/options.js';

const NONE: CliOptions = {
    ...{ image: null, interface: 'auto', json: false, plan: false, likeSession: false, keep: null },
    ...{ entry: null, inMemory: false, ask: false },
};

describe('the command line', () => {
    it('leaves what clients start to the medium where nothing is said', () =>
        assert.deepEqual(parseOptions([]), { kind: 'share', options: NONE }));
    it('says what clients start, and how', () => {
        for (const words of [['--entry', 'More: Safe = slow'], ['--entry=More: Safe = slow']])
            assert.deepEqual(parseOptions([...words, '--in-memory', '--ask']), {
                kind: 'share',
                options: { ...NONE, entry: 'More: Safe = slow', inMemory: true, ask: true },
            });
    });
    it('wants a title', () => {
        for (const words of [['--entry'], ['--entry=']])
            assert.deepEqual(parseOptions(words), { kind: 'wrong', argument: '--entry' });
    });
});
