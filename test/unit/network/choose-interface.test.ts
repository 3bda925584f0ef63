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
        configuredExternally: false,
        addresses: [],
        lease: null,
        defaultRoute: false,
        ...changes,
    };
}

const lease = { server: '192.168.5.1', address: '192.168.5.20' };
const LAN = candidate('eth0', { lease, defaultRoute: true });
const WIRELESS = candidate('wlan0', { wired: false, lease, defaultRoute: true });
const FREE = candidate('eth1');
const NO_CABLE = candidate('eth2', { carrier: false });
const STATIC_LAN = candidate('eth3', { defaultRoute: true });
const EXTERNAL = candidate('eth4', { configuredExternally: true });

describe('chooseInterface auto', () => {
    const cases: readonly [string, readonly Candidate[], string][] = [
        ['a free one with a cable before all others', [LAN, NO_CABLE, WIRELESS, FREE], 'eth1'],
        ['a network with a DHCP server before a socket without a cable', [LAN, NO_CABLE, WIRELESS], 'eth0'],
        [
            'to wait for a cable rather than to take the machine off its network',
            [STATIC_LAN, NO_CABLE],
            'eth2',
        ],
        ['a network with a DHCP server before one without', [STATIC_LAN, LAN], 'eth0'],
        ['the only wired one, whatever it does', [WIRELESS, LAN], 'eth0'],
        ['by name where nothing else tells', [candidate('eth8'), candidate('eth10')], 'eth10'],
        ['last what nobody could bring back', [EXTERNAL, STATIC_LAN], 'eth3'],
        ['even that where there is nothing else', [EXTERNAL, WIRELESS], 'eth4'],
    ];
    for (const [name, candidates, expected] of cases)
        it(`takes ${name}`, () => {
            assert.equal(chooseInterface(candidates, 'auto').name, expected);
            assert.equal(chooseInterface([...candidates].reverse(), 'auto').name, expected);
        });
    it('says so when there is no wired one', () => {
        assert.throws(() => chooseInterface([WIRELESS], 'auto'), { code: 'no-interface' });
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
    });
});
