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
        kind: 'socket',
        master: null,
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
const WIRELESS = candidate('wlan0', {
    kind: 'wireless',
    addresses: ['192.168.5.21/24'],
    lease,
    defaultRoute: true,
});
const NO_WIRELESS = candidate('wlan1', { kind: 'wireless', carrier: false });
const BRIDGE = candidate('br0', {
    kind: 'compound',
    addresses: ['192.168.5.22/24'],
    lease,
    defaultRoute: true,
});
const PHONE = candidate('usb0', { kind: 'phone', lease, defaultRoute: true });
const REFUSED: readonly [Candidate, string][] = [
    [candidate('docker0', { kind: 'internal' }), 'interface-internal'],
    [candidate('tun0', { kind: 'other' }), 'interface-not-wired'],
    [candidate('eth5', { kind: 'port', master: 'br0' }), 'interface-part'],
    [NO_WIRELESS, 'interface-no-address'],
    [candidate('br1', { kind: 'compound' }), 'interface-no-address'],
];
const FREE = candidate('eth1');
const NO_CABLE = candidate('eth2', { carrier: false });
/** Where a client of another Share Live has its system from. */
const ROOT_NETWORK = candidate('eth0', { addresses: ['10.77.0.50/24'] });
const STATIC_LAN = candidate('eth3', { defaultRoute: true });
const EXTERNAL = candidate('eth4', { configuredExternally: true });

describe('chooseInterface auto', () => {
    const cases: readonly [string, readonly Candidate[], string][] = [
        ['a free one with a cable before all others', [LAN, NO_CABLE, WIRELESS, FREE], 'eth1'],
        ['a free one before a network of somebody else, whatever their names', [ROOT_NETWORK, FREE], 'eth1'],
        ['a network of somebody else before a socket without a cable', [ROOT_NETWORK, NO_CABLE], 'eth0'],
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
        ['even that where there is nothing else', [EXTERNAL, PHONE], 'eth4'],
        ['a bridge, which is a network, before a socket without a cable', [BRIDGE, NO_CABLE], 'br0'],
        ['a free socket before a bridge', [BRIDGE, FREE], 'eth1'],
        [
            'a socket without a cable before a bridge without a router',
            [{ ...BRIDGE, lease: null }, NO_CABLE],
            'eth2',
        ],
        ['to wait for a cable rather than what has none', [WIRELESS, NO_CABLE], 'eth2'],
        ['a wireless network where there is no socket', [WIRELESS, NO_WIRELESS, PHONE], 'wlan0'],
        ['nothing that nobody can start from', [...REFUSED.map(([each]) => each), WIRELESS], 'wlan0'],
    ];
    for (const [name, candidates, expected] of cases)
        it(`takes ${name}`, () => {
            assert.equal(chooseInterface(candidates, 'auto').name, expected);
            assert.equal(chooseInterface([...candidates].reverse(), 'auto').name, expected);
        });
    it('says so when there is none, and takes no phone for one', () => {
        const none = [PHONE, ...REFUSED.map(([each]) => each)];
        assert.throws(() => chooseInterface(none, 'auto'), { code: 'no-interface' });
    });
});

describe('chooseInterface by name', () => {
    const all = [LAN, WIRELESS, FREE, EXTERNAL];
    it('takes what was asked for', () => {
        assert.equal(chooseInterface(all, 'eth0'), LAN);
        assert.equal(chooseInterface(all, 'wlan0'), WIRELESS);
        // an adapter may have been taken for one
        assert.equal(chooseInterface([PHONE], 'usb0'), PHONE);
    });
    it('says why not', () => {
        assert.throws(() => chooseInterface(all, 'eth9'), {
            code: 'interface-unknown',
            params: { interface: 'eth9' },
        });
        for (const [each, code] of REFUSED)
            assert.throws(() => chooseInterface([each], each.name), { code }, each.name);
        assert.throws(() => chooseInterface([candidate('eth5', { kind: 'port', master: 'br0' })], 'eth5'), {
            params: { interface: 'eth5', whole: 'br0' },
        });
    });
});
