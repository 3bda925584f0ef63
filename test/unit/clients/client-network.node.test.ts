// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';

import { runInRoot, type InRoot } from './in-root.js';

/** As klibc's ipconfig writes it. */
const LEASE = [
    "DEVICE='eth0'",
    "PROTO='dhcp'",
    "IPV4ADDR='10.1.2.50'",
    "IPV4BROADCAST='10.1.3.255'",
    "IPV4NETMASK='255.255.254.0'",
    "IPV4GATEWAY='10.1.2.1'",
    "IPV4DNS0='10.1.2.1'",
    "IPV4DNS1='9.9.9.9'",
    "HOSTNAME=''",
    "DNSDOMAIN='library.example'",
    '',
].join('\n');

const PROFILE = 'run/NetworkManager/system-connections/share-live-eth0.nmconnection';
const SETTINGS = 'run/NetworkManager/conf.d/share-live.conf';

/** As live-boot leaves it where the root is over NFS. */
const INTERFACES = [
    'auto lo',
    'iface lo inet loopback',
    '',
    'allow-hotplug eth0',
    'iface eth0 inet manual',
    '    mtu 1500',
    '',
    'allow-hotplug eth1',
    'iface eth1 inet manual',
    '',
    'auto eth2',
    'iface eth2 inet static',
    '    address 192.0.2.1',
    '',
].join('\n');

let root: InRoot | null = null;

afterEach(() => {
    root?.close();
    root = null;
});

function prepare(lease: string, rootType: string, shell?: string): InRoot {
    root = runInRoot(
        {
            'proc/mounts': `proc /proc proc rw 0 0\n10.1.2.1:/x /root/run/live/medium ${rootType} ro 0 0\n`,
            'run/net-eth0.conf': lease,
            'sys/class/net/eth0/address': '52:54:00:12:34:56\n',
            'root/etc/network/interfaces': INTERFACES,
        },
        ['usr/sbin/NetworkManager'],
        { shell },
    );
    return root;
}

describe('the network of a client with its root over NFS', () => {
    for (const shell of ['dash', 'bash'])
        it(`is NetworkManager's, with the address that the card has (${shell})`, () => {
            const { read } = prepare(LEASE, 'nfs', shell);
            assert.equal(
                read(PROFILE),
                [
                    '[connection]',
                    'id=Share Live',
                    'uuid=73686172-652d-8c69-b665-525400123456',
                    'type=ethernet',
                    'interface-name=eth0',
                    'autoconnect-priority=999',
                    '',
                    '[ipv4]',
                    'method=manual',
                    'address1=10.1.2.50/23,10.1.2.1',
                    'dns=10.1.2.1;9.9.9.9;',
                    'dns-search=library.example;',
                    '',
                    '[ipv6]',
                    'method=auto',
                    'may-fail=true',
                    '',
                ].join('\n'),
            );
            assert.equal(read('asked-of-ip'), '');
        });

    it('stays without a signal', () =>
        assert.equal(
            prepare(LEASE, 'nfs').read(SETTINGS),
            '[device-share-live-eth0]\nmatch-device=interface-name:eth0\nignore-carrier=1\n',
        ));

    it('is nothing for ifupdown, and no card is, but for those that it is to set up', () =>
        assert.equal(
            prepare(LEASE, 'nfs').read('root/etc/network/interfaces'),
            'auto lo\niface lo inet loopback\n\nauto eth2\niface eth2 inet static\n    address 192.0.2.1\n',
        ));

    it('has no gateway and no name servers where the lease names none', () => {
        const lease =
            "IPV4ADDR='10.1.2.50'\nIPV4NETMASK='255.0.0.0'\nIPV4GATEWAY='0.0.0.0'\nIPV4DNS0='0.0.0.0'\n";
        const { read } = prepare(lease, 'nfs4');
        assert.match(read(PROFILE), /^address1=10\.1\.2\.50\/8$/m);
        assert.doesNotMatch(read(PROFILE), /dns/);
        assert.equal(read('root/etc/resolv.conf'), '');
    });
});

describe('the network of a client that runs from its memory', () => {
    it('is left to its own NetworkManager, the card being unconfigured as on a CD', () => {
        const { read } = prepare(LEASE, 'tmpfs');
        assert.equal(read(PROFILE) + read(SETTINGS), '');
        assert.equal(read('root/etc/network/interfaces'), INTERFACES);
        assert.equal(read('asked-of-ip'), 'addr flush dev eth0\nlink set eth0 down\n');
    });
    it('keeps a card that it got no address for', () =>
        assert.equal(prepare("IPV4ADDR='0.0.0.0'\n", 'tmpfs').read('asked-of-ip'), ''));
});

describe('the name servers of a client', () => {
    it('are those of its lease, of the sharing machine or of a router', () =>
        assert.equal(
            prepare(LEASE, 'nfs').read('root/etc/resolv.conf'),
            'nameserver 10.1.2.1\nnameserver 9.9.9.9\n',
        ));
});
