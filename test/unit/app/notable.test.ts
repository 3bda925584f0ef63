// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { notable } from '../../../src/app/notable.js';
import { INITIAL_STATE, type AppState } from '../../../src/app/state.js';
import type { ClientSummary } from '../../../src/backend/protocol/messages.js';
import { clientSummary } from '../../support/client-summary.js';

const client = (mac: string, more: Partial<ClientSummary> = {}): ClientSummary =>
    clientSummary({ mac, stage: 'initrd', ...more });
const sharing = (...clients: ClientSummary[]): AppState => ({
    ...INITIAL_STATE,
    phase: { page: 'sharing', mode: null, verdicts: [], memoryOnly: null, clients, notice: null },
});
const kinds = (before: AppState, after: AppState): readonly string[] =>
    notable(before, after).map(({ kind }) => kind);

describe('what is told while nobody looks', () => {
    it('is the first computer that runs, once', () => {
        const runs = client('a', { stage: 'running' });
        assert.deepEqual(kinds(sharing(client('a')), sharing(runs)), ['first-runs']);
        assert.deepEqual(
            kinds(sharing(runs, client('b')), sharing(runs, client('b', { stage: 'running' }))),
            [],
        );
        assert.deepEqual(kinds(sharing(runs), sharing(runs)), []);
    });
    it('is each one that cannot start, once', () => {
        const refused = client('a', { refused: 'bios' });
        const failed = client('b', { failure: { reason: 'start', detail: '' } });
        assert.deepEqual(kinds(sharing(), sharing(refused)), ['cannot-start']);
        assert.deepEqual(kinds(sharing(refused, client('b')), sharing(refused, failed)), ['cannot-start']);
        assert.deepEqual(kinds(sharing(refused, failed), sharing(refused, failed)), []);
    });
    it('is the end of a share by a problem, once, and no other end', () => {
        const problem = { code: 'network-changed', params: {}, detail: '' } as const;
        const ended: AppState = { ...INITIAL_STATE, phase: { page: 'problem', problem } };
        assert.deepEqual(kinds(sharing(), ended), ['ended']);
        assert.deepEqual(kinds(ended, ended), []);
        assert.deepEqual(kinds(sharing(client('a', { stage: 'running' })), INITIAL_STATE), []);
    });
});
