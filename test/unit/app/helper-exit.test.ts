// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { exitProblem } from '../../../src/app/helper-exit.js';

const NO_TERMINAL =
    'Error creating textual authentication agent: Error opening current controlling terminal for the process (`/dev/tty’)';
const NOT_AUTHORISED = 'Error executing command as another user: Not authorized';

describe('the end of the helper', () => {
    it('is no problem with status 0', () => assert.equal(exitProblem(0, true, 'a warning'), null));
    it('is another share with status 75', () => {
        assert.equal(exitProblem(75, true, '')?.code, 'already-running');
        assert.equal(exitProblem(75, false, '')?.code, 'already-running');
    });
    it('is what pkexec says it is', () => {
        assert.equal(exitProblem(126, true, 'Request dismissed')?.code, 'dismissed');
        assert.equal(exitProblem(127, true, NO_TERMINAL)?.code, 'no-agent');
        assert.equal(exitProblem(127, true, 'No authentication agent found.')?.code, 'no-agent');
        assert.equal(exitProblem(127, true, NOT_AUTHORISED)?.code, 'not-allowed');
        assert.equal(exitProblem(127, true, NOT_AUTHORISED)?.detail, NOT_AUTHORISED);
        assert.equal(exitProblem(127, true, '')?.code, 'not-allowed');
    });
    it('has nothing to do with permission where nobody was asked', () => {
        for (const status of [126, 127]) assert.equal(exitProblem(status, false, '')?.code, 'internal');
    });
    it('is an error of ours with any other status, with what it wrote', () => {
        assert.equal(exitProblem(1, true, 'TypeError')?.code, 'internal');
        assert.equal(exitProblem(1, true, 'TypeError')?.detail, 'the helper ended with status 1\nTypeError');
    });
});
