// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
    defaultRouteInterfaces,
    parseLinks,
    parseListeningPorts,
    parseResolvers,
    parseRoutes,
    usedNetworks,
} from '../../../src/backend/network/parse.js';

/** An entry of `ip -j -d address`: an Ethernet card with a cable, unless told otherwise. */
function entry(name: string, changes: object = {}): object {
    return {
        ifname: name,
        link_type: 'ether',
        address: '52:54:00:00:00:01',
        flags: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'],
        addr_info: [],
        ...changes,
    };
}

function linksOf(...entries: readonly object[]): ReturnType<typeof parseLinks> {
    return parseLinks(JSON.stringify(entries), name => (name.startsWith('wl') ? 'wlan' : ''));
}

describe('parseLinks', () => {
    it('reads a card with its addresses', () => {
        const addresses = [
            { family: 'inet', local: '192.168.5.2', prefixlen: 24 },
            { family: 'inet6', local: 'fe80::1', prefixlen: 64 },
        ];
        assert.deepEqual(linksOf(entry('eth0', { addr_info: addresses })), [
            {
                name: 'eth0',
                mac: '52:54:00:00:00:01',
                carrier: true,
                wired: true,
                addresses: ['192.168.5.2/24'],
            },
        ]);
    });
    it('sees that there is no cable', () => {
        const [link] = linksOf(entry('eth0', { flags: ['NO-CARRIER', 'BROADCAST', 'MULTICAST', 'UP'] }));
        assert.equal(link?.carrier, false);
    });
    const notWired: readonly [string, object][] = [
        ['a loopback', entry('lo', { link_type: 'loopback' })],
        ['a bridge', entry('br0', { linkinfo: { info_kind: 'bridge' } })],
        ['a tap', entry('tap0', { linkinfo: { info_kind: 'tun' } })],
        ['a tunnel', entry('ppp0', { link_type: 'ppp', flags: ['POINTOPOINT', 'UP'] })],
        ['a wireless card', entry('wlp2s0')],
        ["a bridge's port", entry('eth1', { master: 'br0', linkinfo: { info_slave_kind: 'bridge' } })],
        ["a container's veth", entry('veth1', { master: 'docker0', linkinfo: { info_kind: 'veth' } })],
    ];
    for (const [name, each] of notWired)
        it(`takes ${name} for not wired`, () => {
            assert.deepEqual(linksOf(each).map(link => link.wired), [false]); // prettier-ignore
        });
    it('takes a veth of its own for wired', () => {
        assert.equal(linksOf(entry('eth0', { linkinfo: { info_kind: 'veth' } }))[0]?.wired, true);
    });
    it('passes over an interface that has just gone', () => {
        assert.deepEqual(linksOf({}, entry('eth0')).map(link => link.name), ['eth0']); // prettier-ignore
    });
});

const ROUTES = parseRoutes(
    JSON.stringify([
        { dst: 'default', gateway: '10.8.0.1', dev: 'wlan0', metric: 600 },
        { dst: 'default', gateway: '192.168.5.1', dev: 'eth0', metric: 100 },
        { dst: '192.168.5.0/24', dev: 'eth0', metric: 100 },
        { dst: '0.0.0.0/1', dev: 'tun0' },
        { dst: '10.9.8.7', dev: 'tun0' },
        { type: 'unreachable', dst: '172.16.0.0/12', metric: 4278198272 },
        { dst: 'default', dev: 'wg0', table: '51820' },
        { type: 'local', dst: '192.168.5.2', dev: 'eth0', table: 'local' },
    ]),
);

describe('routes', () => {
    it('prefer the lowest metric, of the main table alone', () => {
        assert.deepEqual(defaultRouteInterfaces(ROUTES), ['eth0', 'wlan0']);
    });
    it('give the networks in use, without those that mean everything', () => {
        const links = linksOf(
            entry('eth0', { addr_info: [{ family: 'inet', local: '192.168.5.2', prefixlen: 24 }] }),
            entry('docker0', { addr_info: [{ family: 'inet', local: '172.17.0.1', prefixlen: 16 }] }),
        );
        assert.deepEqual(usedNetworks(links, ROUTES), [
            '192.168.5.0/24',
            '172.17.0.0/16',
            '10.9.8.7/32',
            '172.16.0.0/12',
            '192.168.5.2/32',
        ]);
    });
});

describe('parseListeningPorts', () => {
    it('reads every kind of address', () => {
        const text = [
            'LISTEN 0      4096         0.0.0.0:111        0.0.0.0:*          ',
            'LISTEN 0      4096   127.0.0.53%lo:53         0.0.0.0:*          ',
            'LISTEN 0      511             [::]:80            [::]:*          ',
            'LISTEN 0      511                *:8080             *:*          ',
            'LISTEN 0      4096            [::]:111           [::]:*          ',
            '',
        ];
        assert.deepEqual(parseListeningPorts(text.join('\n')), [111, 53, 80, 8080]);
    });
    it('reads nothing out of nothing', () => {
        assert.deepEqual(parseListeningPorts(''), []);
    });
});

describe('parseResolvers', () => {
    it('takes the IPv4 servers, local forwarders too', () => {
        const text =
            '# nameserver 9.9.9.9\nsearch lan\nnameserver 127.0.0.53\nnameserver fe80::1%eth0\nnameserver\t1.1.1.1\n';
        assert.deepEqual(parseResolvers(text), ['127.0.0.53', '1.1.1.1']);
    });
});
