// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { clientProgress, dependents, standstill } from '../../../src/app/client-progress.js';
import { STAGES, type ClientSummary, type Stage } from '../../../src/backend/protocol/messages.js';
import { clientSummary } from '../../support/client-summary.js';

const CLIENT = clientSummary({ stage: 'running', since: 1000 });
const MEDIUM = { bootBytes: 50, rootBytes: 1000 };

describe('how far a client is', () => {
    const of = (stage: Stage, bytes: number, allInMemory = false): number | undefined =>
        clientProgress({ stage, bytes }, { medium: MEDIUM, allInMemory })?.fraction;
    it('is known while it loads the kernel and the initrd', () => {
        assert.equal(of('kernel', 10), 0.2);
        assert.equal(of('initrd', 25), 0.5);
        assert.equal(of('initrd', 70), 0.99);
        assert.equal(of('initrd', 0), undefined);
    });
    it('is known while it copies its system, where all do', () => {
        assert.equal(of('initramfs', 550, true), 0.5);
        assert.equal(of('initramfs', 40, true), undefined);
        assert.equal(of('initramfs', 550), undefined);
    });
    it('is not known at any other stage, nor where the medium is not', () => {
        for (const stage of STAGES)
            if (!['kernel', 'initrd', 'initramfs'].includes(stage))
                assert.equal(of(stage, 60, true), undefined);
        assert.equal(
            clientProgress({ stage: 'initrd', bytes: 1 }, { medium: null, allInMemory: true }),
            null,
        );
        const empty = { medium: { bootBytes: 0, rootBytes: 0 }, allInMemory: false };
        assert.equal(clientProgress({ stage: 'initrd', bytes: 1 }, empty), null);
    });
});

describe('who depends on the share', () => {
    it('is who has begun to load the system and does not run from its own memory', () => {
        const counted = (client: Partial<ClientSummary>): number =>
            dependents([{ ...CLIENT, ...client }]).length;
        assert.equal(counted({}), 1);
        assert.equal(counted({ stage: 'kernel' }), 1);
        assert.equal(counted({ stage: 'initramfs', inMemory: true }), 1);
        assert.equal(counted({ inMemory: true, keeps: true }), 1);
        assert.equal(counted({ inMemory: true }), 0);
        assert.equal(counted({ stage: 'menu' }), 0);
        assert.equal(counted({ answers: false }), 0);
        assert.equal(counted({ refused: 'bios' }), 0);
        assert.equal(counted({ failure: { reason: 'start', detail: '' } }), 0);
    });
});

describe('a client that stands still', () => {
    const MINUTE = 60_000;
    it('is told after a while, by its stage', () => {
        const at = (stage: Stage, minutes: number): string | null =>
            standstill({ ...CLIENT, stage }, CLIENT.since + minutes * MINUTE);
        assert.equal(at('address', 0.5), null);
        assert.equal(at('address', 1), 'connected-only');
        assert.equal(at('loader', 0.9), null);
        assert.equal(at('loader', 1.1), 'loader-not-accepted');
        for (const stage of ['menu', 'initrd', 'running'] as const) assert.equal(at(stage, 1000), null);
    });
    it('may have gone', () => {
        assert.equal(standstill({ ...CLIENT, answers: false }, CLIENT.since), 'silent');
    });
    it('is not told where something better is known', () => {
        const silent = { ...CLIENT, answers: false };
        assert.equal(standstill({ ...silent, refused: 'bios' }, 0), null);
        assert.equal(standstill({ ...silent, failure: { reason: 'start', detail: '' } }, 0), null);
    });
});
