// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { overlap, parseAddress, parseCidr } from '../../../src/backend/network/ipv4.js';
import { freeSubnet } from '../../../src/backend/network/subnet.js';

describe('freeSubnet', () => {
    it('is complete and the same every time', () => {
        const subnet = freeSubnet([]);
        assert.deepEqual(subnet, {
            network: '10.77.0.0',
            prefix: 24,
            address: '10.77.0.1',
            firstLease: '10.77.0.50',
            lastLease: '10.77.0.250',
            netmask: '255.255.255.0',
        });
        assert.deepEqual(freeSubnet([]), subnet);
    });
    const cases: readonly [string, readonly string[], string][] = [
        ['the same network', ['10.77.0.0/24'], '10.77.1.0'],
        ['a part of it', ['10.77.0.128/25'], '10.77.1.0'],
        ['an address in it', ['10.77.0.9'], '10.77.1.0'],
        ['the one around it', ['10.77.0.0/22'], '10.77.4.0'],
        ['a VPN that claims all of 10/8', ['10.0.0.0/8'], '172.29.0.0'],
        ['two ranges claimed', ['172.16.0.0/12', '10.0.0.0/8'], '192.168.224.0'],
        ['neighbours', ['10.76.255.0/24', '192.168.1.0/24', '127.0.0.0/8'], '10.77.0.0'],
    ];
    for (const [name, used, expected] of cases)
        it(`avoids ${name}`, () => {
            assert.equal(freeSubnet(used).network, expected);
        });
    it('says so when there is none', () => {
        assert.throws(() => freeSubnet(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']), {
            code: 'no-free-subnet',
        });
    });
});

describe('overlap', () => {
    const cases: readonly [string, string, boolean][] = [
        ['10.0.0.0/8', '10.77.0.0/24', true],
        ['10.77.0.0/24', '10.0.0.0/8', true],
        ['10.77.0.0/24', '10.77.1.0/24', false],
        ['0.0.0.0/0', '192.168.1.0/24', true],
        ['255.255.255.255', '255.255.255.254/31', true],
        ['128.0.0.0/1', '127.0.0.0/8', false],
    ];
    for (const [a, b, expected] of cases)
        it(`${a} and ${b}: ${expected}`, () => {
            const [first, second] = [parseCidr(a), parseCidr(b)];
            assert.ok(first !== null && second !== null);
            assert.equal(overlap(first, second), expected);
        });
});

describe('parseAddress', () => {
    it('reads a dotted quad', () => {
        assert.equal(parseAddress('192.168.0.1'), 0xc0a80001);
        assert.equal(parseAddress('255.255.255.255'), 0xffffffff);
    });
    for (const text of [
        '',
        '1.2.3',
        '1.2.3.4.5',
        '1.2.3.256',
        '01.2.3.4',
        '1.2.3.4 ',
        '0x1.2.3.4',
        '::1',
        '1.2.3.-4',
    ])
        it(`refuses ${JSON.stringify(text)}`, () => {
            assert.equal(parseAddress(text), null);
        });
    it('refuses a prefix that is too long', () => {
        assert.equal(parseCidr('10.0.0.0/33'), null);
    });
});
