// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { forKnownClients, knownClients } from '../../../src/backend/services/dnsmasq.js';

describe('the clients that dnsmasq knows', () => {
    it('are those with an address, as dhcp-hostsfile wants them', () => {
        const clients = [
            { mac: '52:54:00:00:00:01', address: '10.77.0.51' },
            { mac: '52:54:00:00:00:02', address: null },
            { mac: '52:54:00:00:00:03', address: '10.77.0.53' },
        ];
        assert.equal(knownClients(clients), '52:54:00:00:00:01,10.77.0.51\n52:54:00:00:00:03,10.77.0.53\n');
        assert.equal(knownClients([]), '');
    });
    it('are the only ones who are answered', () => {
        const config = forKnownClients('dhcp-range=10.77.0.50,10.77.0.250,255.255.255.0,infinite\n');
        assert.deepEqual(config.split('\n'), [
            'dhcp-range=10.77.0.50,10.77.0.250,255.255.255.0,infinite',
            'dhcp-hostsfile=/etc/dnsmasq.known',
            'dhcp-ignore=tag:!known',
            '',
        ]);
    });
});
