// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { liveImage } from '../../lab/image.js';
import { connect, type Machine } from '../../lab/machine.js';
import { isReady, startShare } from '../../lab/share.js';
import { askEverything } from '../ask.js';
import type { Case } from '../case.js';
import { callChecked } from '../driver.js';
import { ganeshaServes } from '../ganesha.js';
import { withFolder } from '../images.js';
import { connectStatically, says, startDhcpServer, SUBNET, withSite, type Site } from '../site.js';

const READY_MS = 30_000;

/** The sharing machine's interfaces that nobody shares on, each with the router's end and this machine's address. */
const OTHERS = [
    { name: 'lan0', end: 'cable1', address: '192.168.5.2', router: '192.168.5.1' },
    { name: 'eth1', end: 'cable8', address: '192.168.6.2', router: '192.168.6.1' },
] as const;

/** Where the sharing machine is beside a router. */
const BESIDE = '192.168.50.9';

const NFS = ['tcp 111', 'tcp 20048', 'tcp 2049', 'udp 111', 'udp 20048', 'udp 2049'];

/** What a client is answered, whoever gives it its address. */
async function answered(): Promise<readonly string[]> {
    return ['tcp 80', 'udp 69', ...((await ganeshaServes()) ? NFS : [])];
}

/** An uplink and a second socket, with a machine at their other ends that knows every way to this one. */
async function connectOthers({ host, router }: Site, shared: string): Promise<void> {
    await connect(host, 'eth1', router, 'cable8');
    for (const { name, end, address, router: itself } of OTHERS) {
        const gateway = name === 'lan0' ? ['ipv4.gateway', itself] : [];
        await connectStatically(host, name, 'ipv4.addresses', `${address}/24`, ...gateway);
        await router.check(['ip', 'address', 'add', `${itself}/24`, 'dev', end]);
    }
    await router.check(['ip', 'route', 'add', shared, 'via', OTHERS[0].address]);
}

/** Asks for everything at the other interfaces, and looks at the wire for what comes back. */
async function expectSilence({ host, router }: Site, shared: string): Promise<void> {
    for (const { name, end, address } of OTHERS) {
        const mac = (await host.check(['cat', `/sys/class/net/${name}/address`])).trim();
        // UDP or the beginning of a connection: all that an answer could be
        const sent = `ether src ${mac} and (udp or tcp[tcpflags] & tcp-syn != 0)`;
        const capture = router.start(['tcpdump', '-i', end, '-n', '-l', '--immediate-mode', sent]);
        await says(capture, 'listening on');
        for (const target of [address, shared, `${await linkLocal(host, name)}%${end}`])
            assert.deepEqual(await askEverything(router, target), [], `${target} from ${name}`);
        assert.deepEqual(await callChecked(router, 'probeDhcp', end), { state: 'silent' });
        assert.deepEqual(await askBroadcast(router, end), [], `broadcasts on ${name}`);
        await capture.signal('SIGINT');
        assert.equal((await capture.ended).stdout.trim(), '', `sent out of ${name}`);
    }
}

/** The address of IPv6 that every interface has by itself. */
async function linkLocal(host: Machine, name: string): Promise<string> {
    const text = await host.check(['ip', '-6', '-o', 'address', 'show', 'dev', name, 'scope', 'link']);
    const address = / inet6 (fe80:[0-9a-f:]+)\//.exec(text)?.[1];
    assert.ok(address, `none: ${text}`);
    return address;
}

/** As `askEverything`, to everybody at an interface. */
async function askBroadcast(router: Machine, end: string): Promise<readonly string[]> {
    const route = ['255.255.255.255', 'dev', end];
    await router.check(['ip', 'route', 'add', ...route]);
    const answers = await askEverything(router, '255.255.255.255');
    await router.check(['ip', 'route', 'delete', ...route]);
    return answers;
}

async function withShare(site: Site, mode: string, body: () => Promise<void>): Promise<void> {
    await withFolder(async folder => {
        const medium = await liveImage();
        const share = await startShare({ machine: site.host, medium, interface: 'eth0', folder });
        assert.equal((await share.waitFor(isReady, 'ready', READY_MS)).mode, mode);
        await body();
        assert.equal(await share.stop(), 0);
    });
}

export const wireCases: readonly Case[] = [
    {
        name: 'wire: on a network of ours, nothing is answered at any other interface',
        run: () =>
            withSite(async site => {
                const { peer } = site;
                await connectOthers(site, SUBNET.address);
                await withShare(site, 'own-dhcp', async () => {
                    const client = `${SUBNET.firstLease}/${SUBNET.prefix}`;
                    await peer.check(['ip', 'address', 'add', client, 'dev', 'cable0']);
                    // so that silence elsewhere means something
                    assert.deepEqual(
                        await askEverything(peer, SUBNET.address),
                        [...(await answered()), 'tcp 53', 'udp 53', 'udp 67'].sort(),
                    );
                    await expectSilence(site, SUBNET.address);
                });
            }),
    },
    {
        name: 'wire: beside a router, nothing is answered at any other interface',
        run: () =>
            withSite(async site => {
                const { host, peer } = site;
                await startDhcpServer(peer, 'cable0');
                await connectStatically(host, 'eth0', 'ipv4.addresses', `${BESIDE}/24`);
                await connectOthers(site, BESIDE);
                await withShare(site, 'proxy-dhcp', async () => {
                    const answers = await askEverything(peer, BESIDE);
                    for (const each of [...(await answered()), 'udp 4011'])
                        assert.ok(answers.includes(each), `${each}: ${answers.join()}`);
                    await expectSilence(site, BESIDE);
                });
            }),
    },
];
