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
import type { InterfaceKind } from '../../../src/backend/network/types.js';

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
    return parseLinks(JSON.stringify(entries), name => ({
        type: /^(wlan|wwan)/.exec(name)?.[0] ?? '',
        driver: /^(rndis_host|cdc_ncm|r8152)/.exec(name)?.[0] ?? '',
    }));
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
                kind: 'socket',
                master: null,
                addresses: ['192.168.5.2/24'],
            },
        ]);
    });
    it('sees that there is no cable', () => {
        const [link] = linksOf(entry('eth0', { flags: ['NO-CARRIER', 'BROADCAST', 'MULTICAST', 'UP'] }));
        assert.equal(link?.carrier, false);
    });
    const kind = (info_kind: string): object => ({ linkinfo: { info_kind } });
    const kinds: readonly [string, InterfaceKind, object, ...object[]][] = [
        ['a card', 'socket', entry('eth0')],
        ['a veth of its own', 'socket', entry('eth0', kind('veth'))],
        ['an adapter at USB', 'socket', entry('r8152')],
        ['an adapter with a driver for all', 'socket', entry('cdc_ncm', { address: '00:e0:4c:68:00:01' })],
        ['a wireless card', 'wireless', entry('wlan0')],
        ['a bridge over a card', 'compound', entry('br0', kind('bridge')), entry('eth1', { master: 'br0' })],
        ['a bond', 'compound', entry('bond0', kind('bond'))],
        ['a VLAN', 'compound', entry('eth0.7', kind('vlan'))],
        ['a phone', 'phone', entry('rndis_host')],
        ['a phone with a driver for all', 'phone', entry('cdc_ncm', { address: '6a:53:10:00:00:01' })],
        [
            "a bridge's port",
            'port',
            entry('eth1', { master: 'br0', linkinfo: { info_slave_kind: 'bridge' } }),
        ],
        ["a container's veth", 'port', entry('veth1', { master: 'docker0', ...kind('veth') })],
        ['a bridge of nothing', 'internal', entry('virbr0', kind('bridge'))],
        [
            'a bridge of containers',
            'internal',
            entry('docker0', kind('bridge')),
            entry('veth1', { master: 'docker0', ...kind('veth') }),
        ],
        ['a tap', 'internal', entry('tap0', kind('tun'))],
        ['a macvlan', 'internal', entry('macvlan0', kind('macvlan'))],
        ['a loopback', 'other', entry('lo', { link_type: 'loopback' })],
        ['a tunnel of OpenVPN', 'other', entry('tun0', { link_type: 'none', ...kind('tun') })],
        ['WireGuard', 'other', entry('wg0', { link_type: 'none', ...kind('wireguard') })],
        ['a modem by PPP', 'other', entry('ppp0', { link_type: 'ppp', flags: ['POINTOPOINT', 'UP'] })],
        ['a modem', 'other', entry('wwan0')],
        ['a VXLAN', 'other', entry('vxlan0', kind('vxlan'))],
    ];
    for (const [name, expected, ...entries] of kinds)
        it(`knows ${name}`, () => {
            assert.equal(linksOf(...entries)[0]?.kind, expected);
        });
    it('knows whose port it is', () => {
        assert.equal(linksOf(entry('eth1', { master: 'br0' }))[0]?.master, 'br0');
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
