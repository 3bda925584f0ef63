// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import { liveImage } from '../../lab/image.js';
import type { Machine } from '../../lab/machine.js';
import { isReady, startShare, type Share } from '../../lab/share.js';
import { eventually, type Case } from '../case.js';
import { isProblem } from '../helper.js';
import { withFolder } from '../images.js';
import {
    BRIDGE,
    connectStatically,
    expectAsBefore,
    settled,
    startDhcpServer,
    withSite,
    type Site,
} from '../site.js';

/** The exit status for what is wrong with the network (share-live(1)). */
const EXIT_NETWORK = 4;
const READY_MS = 30_000;

/** Longer than NetworkManager keeps an address without a cable (about 6 s), and than what is lost may be so. */
const CUT_MS = 15_000;

/** From what happened to the end of it all. */
const END_MS = 20_000;

const HOST = '192.168.50.9';

async function withShare(site: Site, body: (share: Share) => Promise<void>): Promise<void> {
    await withFolder(async folder => {
        const medium = await liveImage();
        const share = await startShare({ machine: site.host, medium, interface: 'eth0', folder });
        await share.waitFor(isReady, 'ready', READY_MS);
        await body(share);
    });
}

/** Beside a router, with a connection that a person has made. */
async function besideRouter(site: Site): Promise<void> {
    await startDhcpServer(site.peer, 'cable0');
    await connectStatically(site.host, 'eth0', 'ipv4.addresses', `${HOST}/24`);
}

async function fetchFrom(machine: Machine, address: string): Promise<void> {
    const quietly = [
        'curl',
        '--silent',
        '--show-error',
        '--fail',
        '--max-time',
        '2',
        '--output',
        '/dev/null',
    ];
    await machine.check([...quietly, `http://${address}/initrd-extra`]);
    await machine.check([...quietly, `tftp://${address}/pxelinux.0`]);
}

/** The share has ended by itself for this reason, and nothing of it is left. */
async function expectEnd(host: Machine, share: Share, code: string): Promise<void> {
    const began = Date.now();
    const late = setTimeout(END_MS, 'it goes on');
    assert.equal(await Promise.race([share.ended, late]), EXIT_NETWORK);
    console.log(`  ended within ${((Date.now() - began) / 1000).toFixed(1)} s: ${code}`);
    const problems = share.replies.filter(isProblem);
    assert.deepEqual(
        problems.map(problem => [problem.code, problem.params]),
        [[code, { interface: 'eth0' }]],
    );
    assert.equal(await host.check(['nft', 'list', 'ruleset']), '');
    assert.notEqual((await host.exec(['ip', 'link', 'show', 'dev', BRIDGE])).status, 0);
    const left = ['pgrep', '--list-name', '--exact', 'dnsmasq|nginx|ganesha.nfsd|rpcbind|dhcpcd'];
    assert.equal((await host.exec(left)).stdout, '');
}

export const linkCases: readonly Case[] = [
    {
        name: 'link: beside a router, the cable is out and back, and the share goes on',
        run: () =>
            withSite(async site => {
                const { host, peer } = site;
                await besideRouter(site);
                // a folder of a copy comes and goes there
                await host.check(['touch', '/var/cache']);
                const before = await settled(host);
                await withShare(site, async share => {
                    await fetchFrom(peer, HOST);
                    await peer.check(['ip', 'link', 'set', 'cable0', 'down']);
                    await eventually(CUT_MS, async () => {
                        const addresses = await host.check([
                            'ip',
                            '-o',
                            '-4',
                            'address',
                            'show',
                            'dev',
                            'eth0',
                        ]);
                        assert.equal(addresses, '', 'NetworkManager takes the address away');
                    });
                    await setTimeout(CUT_MS);
                    await peer.check(['ip', 'link', 'set', 'cable0', 'up']);
                    await eventually(CUT_MS, () => fetchFrom(peer, HOST));
                    assert.equal(await share.stop(), 0);
                    assert.deepEqual(share.replies.filter(isProblem), []);
                });
                await expectAsBefore(host, before);
            }),
    },
    {
        name: 'link: beside a router, another address ends the share, and it says so',
        run: () =>
            withSite(async site => {
                await besideRouter(site);
                await withShare(site, async share => {
                    const change = ['nmcli', 'connection', 'modify', 'office-eth0'];
                    await site.host.check([...change, 'ipv4.addresses', '192.168.50.77/24']);
                    await site.host.check(['nmcli', 'connection', 'up', 'office-eth0']);
                    await expectEnd(site.host, share, 'network-changed');
                });
                const now = await site.host.check(['ip', '-o', '-4', 'address', 'show', 'dev', 'eth0']);
                assert.match(now, / 192\.168\.50\.77\//, 'as the person wants it');
            }),
    },
    {
        name: 'link: an interface that goes ends the share, beside a router',
        run: () =>
            withSite(async site => {
                await besideRouter(site);
                await withShare(site, async share => {
                    await site.host.check(['ip', 'link', 'delete', 'eth0']);
                    await expectEnd(site.host, share, 'interface-gone');
                });
            }),
    },
    {
        name: 'link: an interface that goes ends the share, on a network of ours',
        run: () =>
            withSite(site =>
                withShare(site, async share => {
                    await site.host.check(['ip', 'link', 'delete', 'eth0']);
                    await expectEnd(site.host, share, 'interface-gone');
                }),
            ),
    },
    {
        name: 'link: NetworkManager may crash and start anew, on a network of ours',
        run: () =>
            withSite(site =>
                withShare(site, async share => {
                    await site.networkManager.kill();
                    await site.networkManager.start();
                    await setTimeout(CUT_MS);
                    assert.deepEqual(share.replies.filter(isProblem), []);
                    assert.equal(await share.stop(), 0);
                }),
            ),
    },
    {
        name: 'link: an interface that the person gives another connection ends the share',
        run: () =>
            withSite(async site => {
                await connectStatically(site.host, 'eth0', 'ipv4.addresses', '192.168.7.2/24');
                await withShare(site, async share => {
                    await site.host.check(['nmcli', 'connection', 'up', 'office-eth0']);
                    await expectEnd(site.host, share, 'network-changed');
                });
                const devices = await site.host.check(['nmcli', '-t', '-f', 'DEVICE,CONNECTION', 'device']);
                assert.match(devices, /^eth0:office-eth0$/m);
            }),
    },
];
