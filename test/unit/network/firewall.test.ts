// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
    FIREWALL_TABLE,
    guardRules,
    ownNetworkRules,
    parseByteCounters,
} from '../../../src/backend/network/firewall.js';
import { freeSubnet } from '../../../src/backend/network/subnet.js';

// What the rules do is shown by test/network, with a real nft and real packets; here is only what depends on options.
describe('firewall rules', () => {
    const options = {
        interface: 'sharelive0',
        uplink: null,
        network: freeSubnet([]),
        httpPort: 80,
        guardNfs: true,
        mountdPort: 20048,
        closedToDhcp: [],
    };
    it('replaces what was there', () => {
        const head = `table inet ${FIREWALL_TABLE}\ndelete table inet ${FIREWALL_TABLE}\ntable inet ${FIREWALL_TABLE} {`;
        assert.ok(ownNetworkRules(options).startsWith(head));
    });
    it('forwards and translates only where there is an uplink', () => {
        assert.doesNotMatch(ownNetworkRules(options), /masquerade|accept\n.*established/);
        const rules = ownNetworkRules({ ...options, uplink: 'wlan0' });
        assert.match(rules, /oifname "wlan0" ip saddr 10\.77\.0\.0\/24 masquerade/);
        assert.match(rules, /iifname "sharelive0" oifname "wlan0" ip saddr 10\.77\.0\.0\/24 accept/);
    });
    it('keeps requests for an address off where another firewall becomes open to them', () => {
        for (const rules of [ownNetworkRules, guardRules]) {
            assert.doesNotMatch(rules(options), /iifname \{/);
            const guarded = rules({ ...options, closedToDhcp: ['lan0', 'wlan0'] });
            assert.match(guarded, /iifname \{ "lan0", "wlan0" \} udp dport 67 drop/);
        }
    });
    it('leaves the NFS server of a machine that has one of its own alone', () => {
        for (const rules of [ownNetworkRules, guardRules]) {
            assert.match(rules(options), /th dport \{[^}]*2049[^}]*\} drop/);
            assert.doesNotMatch(rules({ ...options, guardNfs: false }), /th dport \{[^}]*2049[^}]*\} drop/);
        }
    });
});

describe('parseByteCounters', () => {
    const metainfo = { metainfo: { version: '1.0.6', json_schema_version: 1 } };
    function listing(elem?: readonly unknown[]): string {
        const set = {
            family: 'inet',
            name: 'sent',
            table: FIREWALL_TABLE,
            type: 'ipv4_addr',
            flags: ['dynamic'],
        };
        return JSON.stringify({
            nftables: [metainfo, { table: {} }, { set: elem ? { ...set, elem } : set }],
        });
    }
    it('reads the bytes of each client', () => {
        const elem = [
            { elem: { val: '10.77.0.50', counter: { packets: 3, bytes: 4500 } } },
            { elem: { val: '10.77.0.51', counter: { packets: 1, bytes: 84 } } },
        ];
        assert.deepEqual(parseByteCounters(listing(elem)), new Map([['10.77.0.50', 4500], ['10.77.0.51', 84]])); // prettier-ignore
    });
    it('reads an empty set', () => {
        assert.deepEqual(parseByteCounters(listing()), new Map());
    });
    it('takes no other set for it', () => {
        const other = { set: { name: 'other', elem: [{ elem: { val: '1.2.3.4', counter: { bytes: 1 } } }] } };
        assert.equal(parseByteCounters(JSON.stringify({ nftables: [metainfo, other] })).size, 0);
    });
});
