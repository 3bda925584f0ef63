// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { chooseInterface, type Candidate } from '../../../src/backend/network/choose-interface.js';

function candidate(name: string, changes: Partial<Candidate> = {}): Candidate {
    return {
        name,
        mac: '52:54:00:00:00:01',
        carrier: true,
        wired: true,
        activeConnection: null,
        leaseFrom: null,
        defaultRoute: false,
        configuredExternally: false,
        ...changes,
    };
}

const LAN = candidate('eth0', { leaseFrom: '192.168.5.1', defaultRoute: true });
const WIRELESS = candidate('wlan0', { wired: false, leaseFrom: '192.168.5.1', defaultRoute: true });
const FREE = candidate('eth1');
const NO_CABLE = candidate('eth2', { carrier: false });
const STATIC_LAN = candidate('eth3', { defaultRoute: true });
const EXTERNAL = candidate('eth4', { configuredExternally: true });

describe('chooseInterface auto', () => {
    const cases: readonly [string, readonly Candidate[], string][] = [
        ['a free one with a cable before all others', [LAN, NO_CABLE, WIRELESS, FREE], 'eth1'],
        [
            'to wait for a cable rather than to take the machine off its network',
            [LAN, NO_CABLE, WIRELESS],
            'eth2',
        ],
        [
            'one with a lease before the way to the internet',
            [STATIC_LAN, candidate('eth5', { leaseFrom: '10.0.0.1' })],
            'eth5',
        ],
        ['the only wired one, whatever it does', [WIRELESS, LAN], 'eth0'],
        ['by name where nothing else tells', [candidate('eth8'), candidate('eth10')], 'eth10'],
        ['none that nobody could bring back', [EXTERNAL, LAN], 'eth0'],
    ];
    for (const [name, candidates, expected] of cases)
        it(`takes ${name}`, () => {
            assert.equal(chooseInterface(candidates, 'auto').name, expected);
            assert.equal(chooseInterface([...candidates].reverse(), 'auto').name, expected);
        });
    it('says so when there is no wired one', () => {
        assert.throws(() => chooseInterface([WIRELESS], 'auto'), { code: 'no-interface' });
        assert.throws(() => chooseInterface([EXTERNAL], 'auto'), { code: 'no-interface' });
    });
});

describe('chooseInterface by name', () => {
    const all = [LAN, WIRELESS, FREE, EXTERNAL];
    it('takes what was asked for', () => {
        assert.equal(chooseInterface(all, 'eth0'), LAN);
    });
    it('says why not', () => {
        assert.throws(() => chooseInterface(all, 'eth9'), {
            code: 'interface-unknown',
            params: { interface: 'eth9' },
        });
        assert.throws(() => chooseInterface(all, 'wlan0'), { code: 'interface-not-wired' });
        assert.throws(() => chooseInterface(all, 'eth4'), { code: 'interface-not-managed' });
    });
});
