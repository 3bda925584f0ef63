// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { linkState, type LinkState } from '../../../src/backend/network/link-state.js';
import type { Link } from '../../../src/backend/network/parse.js';

const card: Link = {
    name: 'eth0',
    mac: '52:54:00:00:00:01',
    carrier: true,
    kind: 'socket',
    master: null,
    addresses: ['192.168.1.5/24'],
};
const port: Link = { ...card, kind: 'port', master: 'sharelive0', addresses: [] };
const bridge: Link = { ...card, name: 'sharelive0', kind: 'internal', addresses: ['10.77.0.1/24'] };

function expectStates(
    place: Parameters<typeof linkState>[1],
    cases: readonly (readonly [string, LinkState, ...Link[]])[],
): void {
    for (const [name, expected, ...links] of cases)
        it(name, () => {
            assert.equal(linkState(links, place), expected);
        });
}

describe('a network that was there already', () => {
    expectStates({ interface: 'eth0', clients: 'eth0', address: '192.168.1.5' }, [
        ['is kept', 'kept', card],
        [
            'is kept where it has another address too',
            'kept',
            { ...card, addresses: ['10.0.0.1/8', '192.168.1.5/16'] },
        ],
        [
            'is kept without a cable, with an address or without',
            'kept',
            { ...card, carrier: false, addresses: [] },
        ],
        ['waits for an address', 'waiting', { ...card, addresses: [] }],
        ['is lost with another address', 'lost', { ...card, addresses: ['192.168.1.50/24'] }],
        ['is gone with its interface', 'gone', { ...card, name: 'eth1' }],
    ]);
});

describe('a network of ours', () => {
    expectStates({ interface: 'eth0', clients: 'sharelive0', address: '10.77.0.1' }, [
        ['is kept', 'kept', port, bridge],
        ['is kept without a cable', 'kept', { ...port, carrier: false }, { ...bridge, carrier: false }],
        ['is lost where its card serves somebody else', 'lost', card, bridge],
        ['is lost where its card is a part of something else', 'lost', { ...port, master: 'br0' }, bridge],
        ['is lost without its bridge', 'lost', card],
        ['waits for its address', 'waiting', port, { ...bridge, carrier: false, addresses: [] }],
        ['is gone with its card', 'gone', bridge],
    ]);
});
