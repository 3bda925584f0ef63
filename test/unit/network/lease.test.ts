// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { parseLease } from '../../../src/backend/network/lease.js';
import type { DhcpOffer } from '../../../src/backend/network/types.js';

const leaseOf = (options: Readonly<Record<string, string>>): DhcpOffer | null =>
    parseLease(name => options[name] ?? null);

const ADDRESS = '192.168.1.7';
const LEASE = { ip_address: ADDRESS, dhcp_server_identifier: '192.168.1.1' };

describe("a lease of NetworkManager's", () => {
    it('has an address and a server', () => {
        assert.deepEqual(leaseOf(LEASE), { server: '192.168.1.1', address: ADDRESS });
    });
    it('is none without an address', () => {
        assert.equal(leaseOf({}), null);
        assert.equal(leaseOf({ dhcp_server_identifier: '192.168.1.1' }), null);
    });
    it('may be of a server that does not say who it is', () => {
        assert.equal(leaseOf({ ip_address: ADDRESS })?.server, '0.0.0.0');
    });
    it('tells of another Share Live by its mark alone', () => {
        const mark = [...'share-live'].map(letter => letter.charCodeAt(0).toString(16)).join(':');
        assert.equal(leaseOf({ ...LEASE, private_224: mark })?.shareLive, true);
        assert.equal(leaseOf({ ...LEASE, private_224: '00' })?.shareLive, undefined);
    });
    it('is not what is no IPv4 address', () => {
        for (const text of ['', '1.2.3', '1.2.3.256', 'fe80::1', '1.2.3.4 x', '1.2.3.4\n', '{server}']) {
            assert.equal(leaseOf({ ...LEASE, ip_address: text }), null, text);
            assert.equal(leaseOf({ ...LEASE, dhcp_server_identifier: text })?.server, '0.0.0.0', text);
        }
    });
});
