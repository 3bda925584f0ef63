// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import type { ProblemReply, ShareReply } from '../../../src/backend/protocol/messages.js';
import { DHCP_PORTS, dhcpMessages } from '../../lab/dhcp-capture.js';
import { askToBoot } from '../../lab/boot-question.js';
import { liveImage } from '../../lab/image.js';
import { connect, makeMachine, type Machine, type Started } from '../../lab/machine.js';
import { startNetworkManager } from '../../lab/network-manager.js';
import type { Snapshot } from '../../lab/snapshot.js';
import { isReady, startShare, type Share } from '../../lab/share.js';
import type { Case } from '../case.js';
import { callChecked } from '../driver.js';
import { askWhereToStart } from '../firmware.js';
import { isProblem } from '../helper.js';
import {
    BRIDGE,
    connectStatically,
    expectAsBefore,
    says,
    settled,
    startDhcpServer,
    withSite,
    type Site,
} from '../site.js';
import { seenBy, serve } from '../tcp.js';

/** The exit status for what is wrong with the network (share-live(1)). */
const EXIT_NETWORK = 4;
const READY_MS = 30_000;

const ROUTER = '192.168.50.1';
const HOST = '192.168.50.9';
const MAC = '52:54:00:4c:49:51';
const GONE_MS = 15_000;
const BROADCAST = '192.168.50.255';
const ASKER = [0x52, 0x54, 0x00, 0x4c, 0x49, 0x20];

/** By then dnsmasq has answered whatever it answers. */
const ANSWERED_MS = 1_000;

/** A site whose `eth0` leads to a network with a router, and a folder for the logs of a share. */
async function withRouter(
    run: (site: Site, folder: string, router: Started) => Promise<void>,
): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'share-live-network-'));
    try {
        await withSite(async site => {
            await run(site, folder, await startDhcpServer(site.peer, 'cable0'));
        });
    } finally {
        await rm(folder, { recursive: true });
    }
}

/** As `withRouter`, with a second machine to share from, 192.168.50.8, at a switch between them. */
async function withSecond(
    run: (site: Site, second: Machine, folder: string) => Promise<void>,
): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'share-live-network-'));
    const second = await makeMachine();
    try {
        await withSite(async site => {
            await connect(second, 'eth0', site.peer, 'cable2');
            await site.peer.check(['ip', 'link', 'add', 'switch0', 'type', 'bridge']);
            for (const name of ['cable0', 'cable2'])
                await site.peer.check(['ip', 'link', 'set', name, 'master', 'switch0']);
            await site.peer.check(['ip', 'link', 'set', 'switch0', 'up']);
            await startDhcpServer(site.peer, 'switch0');
            await startNetworkManager(second);
            await connectStatically(second, 'eth0', 'ipv4.addresses', '192.168.50.8/24');
            await run(site, second, folder);
        });
    } finally {
        await second.close();
        await rm(folder, { recursive: true });
    }
}

async function share(host: Machine, folder: string): Promise<Share> {
    return startShare({ machine: host, medium: await liveImage(), interface: 'eth0', folder });
}

/** As `settled`; the folder of a copy is in the machine's own layer already, where a file that comes and goes puts it. */
async function settledCache(host: Machine): Promise<Snapshot> {
    await host.check(['touch', '/var/cache']);
    return settled(host);
}

/** @returns the first line of the answer, or '' where there is none within 2 s */
async function get(machine: Machine, address: string, port: number): Promise<string> {
    const script = `exec 3<>/dev/tcp/$0/$1 && printf 'GET /initrd-extra HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3`;
    const argv = ['timeout', '2', 'bash', '-c', script, address, String(port)];
    return (await machine.exec(argv)).stdout.trim();
}

/** A loader and what it asks for after itself are there, as firmware and shim ask for them. */
async function checkLoader(machine: Machine, url: string): Promise<void> {
    const curl = async (...options: readonly string[]): Promise<string> =>
        machine.check(['curl', '--silent', '--max-time', '5', '--path-as-is', ...options]);
    const head = await curl('--head', url);
    assert.match(head, /^HTTP\/1\.1 200 /);
    assert.match(head, /^Content-Type: application\/efi\r$/m);
    assert.match(head, /^Content-Length: [1-9]\d{4,}\r$/m);
    const status = async (name: string): Promise<string> =>
        curl('--output', '/dev/null', '--write-out', '%{http_code}', url.replace('bootx64.efi', name));
    assert.equal(await status('/grubx64.efi'), '200', 'with a slash too many, as shim asks');
    assert.equal(await status('grub/grub.cfg'), '200');
    assert.equal(await status('revocations_sku.efi'), '404');
}

export const proxyCases: readonly Case[] = [
    {
        name: 'proxy: beside a router that was heard, the network stays as it is and only its machines are served',
        run: () =>
            withRouter(async ({ host, peer, router }, folder) => {
                await connectStatically(host, 'eth0', 'ipv4.addresses', `${HOST}/24`);
                await connectStatically(host, 'lan0', 'ipv4.addresses', '192.168.5.2/24');
                await router.check(['ip', 'address', 'add', '192.168.5.1/24', 'dev', 'cable1']);
                await router.check(['ip', 'route', 'add', `${HOST}/32`, 'via', '192.168.5.2']);
                await serve(host, 10, 8000);
                const before = await settledCache(host);

                const running = await share(host, folder);
                const ready: ShareReply = await running.waitFor(isReady, 'ready', READY_MS);
                const { mode, server, address, interface: name } = ready;
                assert.deepEqual(
                    { mode, server, address, name },
                    { mode: 'proxy-dhcp', server: ROUTER, address: HOST, name: 'eth0' },
                );
                const devices = await host.check(['nmcli', '-t', '-f', 'DEVICE,CONNECTION', 'device']);
                assert.match(devices, /^eth0:office-eth0$/m);
                assert.notEqual((await host.exec(['ip', 'link', 'show', 'dev', BRIDGE])).status, 0);
                assert.match(await get(peer, HOST, 80), / 200 /);
                assert.equal(await get(router, HOST, 80), '', 'from another network');
                assert.equal(await seenBy(peer, HOST, 8000), ROUTER, "not our server: not our rule's");
                assert.equal(await seenBy(router, HOST, 8000), '192.168.5.1', 'nor from elsewhere');

                assert.equal(await running.stop(), 0);
                await expectAsBefore(host, before);
            }),
    },
    {
        name: 'proxy: firmware that asks for HTTP Boot is told the URL of its loader, and never an address',
        run: () =>
            withRouter(async ({ host, peer }, folder) => {
                await connectStatically(host, 'eth0', 'ipv4.addresses', `${HOST}/24`);
                const capture = peer.start([
                    ...['tcpdump', '-i', 'cable0', '-l', '-n', '-v', '--immediate-mode', DHCP_PORTS],
                ]);
                await says(capture, 'listening on');
                const running = await share(host, folder);
                await running.waitFor(isReady, 'ready', READY_MS);

                const firmware = { mac: ASKER, vendorClass: 'HTTPClient:Arch:00016:UNDI:003001', arch: 16 };
                await askToBoot(peer, BROADCAST, { type: 'discover', ...firmware });
                // what it takes from the router, and what nobody has offered
                for (const server of [ROUTER, HOST])
                    await askToBoot(peer, BROADCAST, {
                        type: 'request',
                        ...firmware,
                        chosen: { server, address: '192.168.50.15' },
                    });
                const url = `http://${HOST}:80/bootx64.efi`;
                await checkLoader(peer, url);

                await setTimeout(ANSWERED_MS);
                await capture.signal('SIGINT');
                const messages = dhcpMessages((await capture.ended).stdout);
                const ours = messages.filter(({ from }) => from === HOST);
                const [offer] = ours.filter(({ type }) => type === 'Offer');
                assert.ok(offer !== undefined, messages.map(({ text }) => text).join(''));
                assert.ok(offer.text.includes(`file "${url}"`), offer.text);
                assert.match(offer.text, /Vendor-Class \(60\), length 10: "HTTPClient"/);
                for (const { yourAddress, leaseSeconds, text } of ours) {
                    assert.equal(yourAddress, null, text);
                    assert.equal(leaseSeconds, null, text);
                }
                assert.equal(await running.stop(), 0);
            }),
    },
    {
        name: 'proxy: killed beside a router, nothing is left',
        run: () =>
            withRouter(async ({ host }, folder) => {
                await connectStatically(host, 'eth0', 'ipv4.addresses', `${HOST}/24`);
                const before = await settledCache(host);
                const running = await share(host, folder);
                await running.waitFor(isReady, 'ready', READY_MS);
                await host.check(['pkill', '--signal', 'KILL', '--full', '/share-live/(cli|helper)\\.js']);
                await running.ended;
                await expectAsBefore(host, before);
            }),
    },
    {
        name: 'proxy: a second one beside the same router refuses, and the first goes on undisturbed',
        run: () =>
            withSecond(async ({ host, peer }, second, folder) => {
                await connectStatically(host, 'eth0', 'ipv4.addresses', `${HOST}/24`);
                const first = await share(host, folder);
                await first.waitFor(isReady, 'ready', READY_MS);
                const before = await settledCache(second);
                const refused = await share(second, join(folder, 'second'));
                assert.equal(await refused.ended, EXIT_NETWORK);
                const problems = refused.replies.filter(isProblem);
                assert.deepEqual(
                    problems.map(({ code, params }) => [code, params]),
                    [['other-share-live', { server: HOST }]],
                );
                await expectAsBefore(second, before);
                assert.match(await get(peer, HOST, 80), / 200 /);
                assert.deepEqual(
                    first.replies.filter(({ type }) => type === 'client' || type === 'problem'),
                    [],
                    'it is no client',
                );
                assert.equal(await first.stop(), 0);
                // alone, it does not hear itself
                const alone = await share(second, join(folder, 'alone'));
                await alone.waitFor(isReady, 'ready', READY_MS);
                assert.equal(await alone.stop(), 0);
            }),
    },
    {
        name: 'proxy: a router that goes leaves nobody to give addresses, and the share goes on',
        run: () =>
            withRouter(async ({ host, peer }, folder, router) => {
                await connectStatically(host, 'eth0', 'ipv4.addresses', `${HOST}/24`);
                const running = await share(host, folder);
                await running.waitFor(isReady, 'ready', READY_MS);
                await router.signal('SIGTERM');
                await router.ended;
                // longer than the watch of a share that gives addresses takes to see something
                await setTimeout(GONE_MS);
                assert.deepEqual(await callChecked(peer, 'probeDhcp', 'cable0'), { state: 'silent' });
                await peer.check(['ip', 'route', 'add', '255.255.255.255', 'dev', 'cable0']);
                const offer = await askWhereToStart(peer, HOST, { mac: MAC, type: 0 });
                assert.equal(offer?.address, '0.0.0.0', 'where to start from, and no address');
                assert.match(await get(peer, HOST, 80), / 200 /);
                assert.equal(await running.stop(), 0);
                assert.deepEqual(
                    running.replies.filter(({ type }) => type === 'notice' || type === 'problem'),
                    [],
                );
            }),
    },
    {
        name: 'proxy: without an address on the network it refuses, and leaves all as it was',
        run: () =>
            withRouter(async ({ host }, folder) => {
                const before = await settledCache(host);
                const running = await share(host, folder);
                assert.equal(await running.ended, EXIT_NETWORK);
                const problem = running.replies.find(
                    (reply): reply is ProblemReply => reply.type === 'problem',
                );
                assert.equal(problem?.code, 'interface-no-address');
                assert.equal(problem.params['interface'], 'eth0');
                assert.match(problem.detail, new RegExp(`^${ROUTER} gives 192\\.168\\.50\\.\\d+`));
                await expectAsBefore(host, before);
            }),
    },
];
