// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { ClientEvent } from '../../../src/backend/clients/events.js';
import { NO_CLIENTS, reduce, type Clients } from '../../../src/backend/clients/reduce.js';
import type { Stage } from '../../../src/backend/protocol/messages.js';

const MAC = '52:54:00:00:00:01';
const ADDRESS = '10.1.2.50';

const lease = (mac: string, address: string, at = 0): ClientEvent => ({ kind: 'lease', mac, address, at });
const stage = (name: Stage, at = 1, address = ADDRESS): ClientEvent => ({
    kind: 'stage',
    address,
    stage: name,
    at,
});
const after = (...events: ClientEvent[]): Clients => events.reduce(reduce, NO_CLIENTS);

describe('the clients', () => {
    it('begin with a lease', () => {
        assert.deepEqual(
            [...after(lease(MAC, ADDRESS, 7)).values()],
            [{ mac: MAC, address: ADDRESS, stage: 'address', since: 7, bytes: 0 }],
        );
    });
    it('are unknown without a lease', () => {
        assert.equal(reduce(NO_CLIENTS, stage('kernel')), NO_CLIENTS);
    });
    it('move forward', () => {
        const client = after(lease(MAC, ADDRESS), stage('loader'), stage('menu', 5)).get(MAC);
        assert.equal(client?.stage, 'menu');
        assert.equal(client?.since, 5);
    });
    it('do not move back when their system asks for its lease again, or for a file', () => {
        const state = after(lease(MAC, ADDRESS), stage('running', 5));
        assert.equal(reduce(state, lease(MAC, ADDRESS, 9)), state);
        assert.equal(reduce(state, stage('kernel', 9)), state);
    });
    it('begin anew when they load the loader again', () => {
        const client = after(lease(MAC, ADDRESS), stage('running', 5), stage('loader', 9)).get(MAC);
        assert.equal(client?.stage, 'loader');
        assert.equal(client?.since, 9);
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
            [...state.values()].map(client => [client.stage, client.bytes]),
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
});
