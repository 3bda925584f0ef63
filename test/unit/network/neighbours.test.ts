// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { parseNeighbour } from '../../../src/backend/network/parse.js';

const ARP = `IP address       HW type     Flags       HW address            Mask     Device
192.168.50.1     0x1         0x2         62:1f:01:2d:b1:60     *        eth0
192.168.50.106   0x1         0x2         52:54:00:4c:49:09     *        eth0
192.168.50.107   0x1         0x0         00:00:00:00:00:00     *        eth0
192.168.50.108   0x1         0x2         52:54:00:4c:49:0a     *        eth1
`;

describe('a neighbour', () => {
    it('is known by its address and interface', () => {
        assert.equal(parseNeighbour(ARP, 'eth0', '192.168.50.106'), '52:54:00:4c:49:09');
    });
    it('is not one that never answered, of another interface, or none', () => {
        for (const last of [107, 108, 109, 10, 1060])
            assert.equal(parseNeighbour(ARP, 'eth0', `192.168.50.${last}`), null);
        assert.equal(parseNeighbour('', 'eth0', '192.168.50.106'), null);
    });
});
