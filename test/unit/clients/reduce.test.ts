// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { ClientEvent } from '../../../src/backend/clients/events.js';
import type { Refusal, Stage } from '../../../src/backend/protocol/messages.js';
import { NO_CLIENTS, reduce, whoShouldAnswer, type Clients } from '../../../src/backend/clients/reduce.js';
import { clientSummary } from '../../support/client-summary.js';

const MAC = '52:54:00:00:00:01';
const ADDRESS = '10.1.2.50';

const lease = (mac: string, address: string, at = 0): ClientEvent => ({ kind: 'lease', mac, address, at });
const stage = (name: Stage, at = 1, address = ADDRESS): ClientEvent => ({
    kind: 'stage',
    address,
    stage: name,
    at,
});
const asks = (refused: Refusal | null, at = 2, mac = MAC): ClientEvent => ({
    kind: 'firmware',
    mac,
    refused,
    at,
});
const after = (...events: ClientEvent[]): Clients => events.reduce(reduce, NO_CLIENTS);

describe('the clients', () => {
    it('begin with a lease', () => {
        assert.deepEqual(
            [...after(lease(MAC, ADDRESS, 7)).summaries.values()],
            [clientSummary({ address: ADDRESS, since: 7 })],
        );
    });
    it('are unknown without a lease', () => {
        assert.equal(reduce(NO_CLIENTS, stage('kernel')), NO_CLIENTS);
    });
    it('answer, until they were looked for and did not, or start anew', () => {
        const seen = (answers: boolean): ClientEvent => ({ kind: 'presence', address: ADDRESS, answers });
        const runs = after(lease(MAC, ADDRESS), stage('running'));
        assert.equal(reduce(runs, seen(true)), runs);
        const silent = reduce(runs, seen(false));
        assert.equal(silent.summaries.get(MAC)?.answers, false);
        assert.equal(reduce(silent, seen(false)), silent);
        assert.equal(reduce(silent, seen(true)).summaries.get(MAC)?.answers, true);
        assert.equal(reduce(silent, stage('loader', 9)).summaries.get(MAC)?.answers, true);
        // of an address that it has no more
        const moved = reduce(runs, lease(MAC, '10.1.2.51'));
        assert.equal(reduce(moved, seen(false)), moved);
    });
    it('are expected to answer from the initramfs on', () => {
        assert.deepEqual(whoShouldAnswer(after(lease(MAC, ADDRESS), stage('initrd'))), []);
        assert.deepEqual(whoShouldAnswer(after(lease(MAC, ADDRESS), stage('initramfs'))), [ADDRESS]);
        assert.deepEqual(whoShouldAnswer(after(asks('bios'))), []);
    });
    it('are counted anew where they start anew', () => {
        const bytes = (total: number): ClientEvent => ({ kind: 'bytes', address: ADDRESS, total });
        const loaded = after(lease(MAC, ADDRESS), bytes(40), stage('loader'), bytes(500));
        assert.equal(loaded.summaries.get(MAC)?.bytes, 500);
        const again = [stage('running'), stage('loader', 8), bytes(520)].reduce(reduce, loaded);
        assert.equal(again.summaries.get(MAC)?.bytes, 20);
    });
    it('can have their files kept, until they start anew', () => {
        const kept = after(lease(MAC, ADDRESS), stage('initramfs'), { kind: 'kept', address: ADDRESS });
        assert.equal(kept.summaries.get(MAC)?.keeps, true);
        assert.equal(reduce(kept, { kind: 'kept', address: ADDRESS }), kept);
        assert.equal(reduce(kept, stage('running', 8)).summaries.get(MAC)?.keeps, true);
        assert.equal(reduce(kept, stage('loader', 8)).summaries.get(MAC)?.keeps, false);
    });
    it('can fail, until they start anew or run', () => {
        const failure = { reason: 'start', detail: 'no root' } as const;
        const failed = after(lease(MAC, ADDRESS), stage('initrd'), {
            kind: 'failure',
            address: ADDRESS,
            failure,
            at: 7,
        });
        const failureOf = (...events: ClientEvent[]): unknown =>
            events.reduce(reduce, failed).summaries.get(MAC)?.failure;
        assert.equal(failed.summaries.get(MAC)?.since, 7);
        assert.deepEqual(failureOf(), failure);
        assert.deepEqual(failureOf(stage('initramfs', 8)), failure);
        assert.equal(failureOf(stage('loader', 8)), null);
        assert.equal(failureOf(asks(null, 8)), failure);
        assert.equal(failureOf(stage('running', 8)), null);
    });
    it('move forward', () => {
        const client = after(lease(MAC, ADDRESS), stage('loader'), stage('menu', 5)).summaries.get(MAC);
        assert.equal(client?.stage, 'menu');
        assert.equal(client?.since, 5);
    });
    it('do not move back when their system asks for its lease again, or for a file', () => {
        const state = after(lease(MAC, ADDRESS), stage('running', 5));
        assert.equal(reduce(state, lease(MAC, ADDRESS, 9)), state);
        assert.equal(reduce(state, stage('kernel', 9)), state);
    });
    it('begin anew when they load the loader again', () => {
        const client = after(lease(MAC, ADDRESS), stage('running', 5), stage('loader', 9)).summaries.get(MAC);
        assert.equal(client?.stage, 'loader');
        assert.equal(client?.since, 9);
    });
    const rootFile: ClientEvent = { kind: 'root-file', address: ADDRESS, at: 7 };
    it('have in their memory what they fetch of their root file system, until they begin anew', () => {
        const inMemory = (...events: ClientEvent[]): boolean | undefined =>
            after(lease(MAC, ADDRESS), stage('initramfs'), ...events).summaries.get(MAC)?.inMemory;
        assert.equal(inMemory(stage('root'), stage('running')), false);
        assert.equal(inMemory(rootFile, rootFile, stage('root'), stage('running')), true);
        assert.equal(inMemory(rootFile, stage('running'), stage('loader')), false);
        assert.equal(inMemory(rootFile, stage('running'), asks('bios')), false);
    });
    it('are in their initramfs when they fetch it, if nothing has told that before', () => {
        const silent = after(lease(MAC, ADDRESS), stage('initrd', 5), rootFile).summaries.get(MAC);
        assert.deepEqual([silent?.stage, silent?.since], ['initramfs', 7]);
        const told = after(lease(MAC, ADDRESS), stage('root', 5), rootFile).summaries.get(MAC);
        assert.deepEqual([told?.stage, told?.since], ['root', 5]);
    });
    it('begin with a refusal, too, but not with a question that is answered', () => {
        assert.deepEqual(
            [...after(asks('uefi-32', 7)).summaries.values()],
            [clientSummary({ since: 7, refused: 'uefi-32' })],
        );
        assert.equal(after(asks(null)), NO_CLIENTS);
    });
    const refusedAfter = (...events: ClientEvent[]): Refusal | null | undefined =>
        after(...events).summaries.get(MAC)?.refused;
    it('are refused until they ask in another way, or load something', () => {
        assert.equal(refusedAfter(asks('uefi-32'), asks('bios')), 'bios');
        assert.equal(refusedAfter(asks('http'), asks(null)), null);
        assert.equal(refusedAfter(asks('http'), lease(MAC, ADDRESS)), 'http');
        assert.equal(refusedAfter(asks('http'), lease(MAC, ADDRESS), stage('loader')), null);
    });
    it('begin anew when they are refused later', () => {
        const client = after(lease(MAC, ADDRESS), stage('running', 5), asks('bios', 9)).summaries.get(MAC);
        assert.deepEqual([client?.stage, client?.since, client?.refused], ['address', 9, 'bios']);
    });
    it('are not refused for the way that they try last', () => {
        const state = after(lease(MAC, ADDRESS), stage('loader'));
        assert.equal(reduce(state, asks('http')), state);
    });
    it('do not change by what they are told again', () => {
        const state = after(asks('bios'));
        assert.equal(reduce(state, asks('bios', 9)), state);
        const served = after(lease(MAC, ADDRESS), stage('running'));
        assert.equal(reduce(served, asks(null, 9)), served);
    });
    it('are not more than can be shown, whoever asks in the name of how many', () => {
        const macs = Array.from({ length: 1000 }, (_, at) => `02:00:00:00:${at >> 8}:${at & 255}`);
        const state = after(...macs.map(mac => asks('bios', 1, mac)));
        assert.equal(state.summaries.size, 250);
        assert.equal(reduce(state, lease(MAC, ADDRESS)).summaries.size, 251);
    });
    it('are told apart by their address', () => {
        const other = '10.1.2.51';
        const state = after(
            lease(MAC, ADDRESS),
            lease('52:54:00:00:00:02', other),
            { kind: 'bytes', address: other, total: 9 },
            stage('kernel', 3, other),
        );
        assert.deepEqual(
            [...state.summaries.values()].map(client => [client.stage, client.bytes]),
            [
                ['address', 0],
                ['kernel', 9],
            ],
        );
    });
    it('keep their place when nothing is new', () => {
        const state = after(lease(MAC, ADDRESS), { kind: 'bytes', address: ADDRESS, total: 9 });
        assert.equal(reduce(state, { kind: 'bytes', address: ADDRESS, total: 9 }), state);
    });
    it('keep what they were sent when their system gets another address than their loader', () => {
        const next = '10.1.2.77';
        const client = after(
            lease(MAC, ADDRESS),
            { kind: 'bytes', address: ADDRESS, total: 9 },
            stage('initrd', 2),
            lease(MAC, next),
            { kind: 'bytes', address: next, total: 5 },
            { kind: 'bytes', address: ADDRESS, total: 10 },
            stage('root', 3, next),
        ).summaries.get(MAC);
        assert.deepEqual(client, clientSummary({ address: next, stage: 'root', since: 3, bytes: 15 }));
    });
    it('are not sent what somebody else was who had their address before', () => {
        const other = '52:54:00:00:00:02';
        const state = after(
            lease(MAC, ADDRESS),
            { kind: 'bytes', address: ADDRESS, total: 9 },
            lease(other, ADDRESS),
            { kind: 'bytes', address: ADDRESS, total: 11 },
            stage('kernel'),
        );
        assert.equal(state.summaries.get(MAC)?.bytes, 9);
        assert.equal(state.summaries.get(MAC)?.stage, 'address');
        assert.equal(state.summaries.get(other)?.bytes, 2);
        assert.equal(state.summaries.get(other)?.stage, 'kernel');
    });
});
