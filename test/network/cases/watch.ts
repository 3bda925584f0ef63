// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { NoticeReply, ProblemReply, Reply } from '../../../src/backend/protocol/messages.js';
import { SERVER_NAME } from '../../../src/backend/services/dnsmasq.js';
import { liveImage } from '../../lab/image.js';
import type { Machine } from '../../lab/machine.js';
import { startNetworkManager } from '../../lab/network-manager.js';
import { isReady, startShare, type Share } from '../../lab/share.js';
import { eventually, type Case } from '../case.js';
import { callChecked } from '../driver.js';
import { expectAsBefore, settled, startDhcpServer, SUBNET, withSite, type Site } from '../site.js';

const READY_MS = 30_000;

/** The exit status for what is wrong with the network (share-live(1)). */
const EXIT_NETWORK = 4;

/** From the start of another DHCP server, which first looks for 3 s whether an address is free. */
const NOTICE_MS = 12_000;

/** What a whole end may take, which takes 6 s more where it waits for a probe. */
const STOP_MS = 3_000;

/** The other end of the cable. */
const CABLE = 'cable0';

/** A share over a cable that leads to no DHCP server; afterwards all has to be as before. */
async function withShare(run: (site: Site, share: Share) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'share-live-network-'));
    try {
        await withSite(async site => {
            // a folder of a copy comes and goes there
            await site.host.check(['touch', '/var/cache']);
            const before = await settled(site.host);
            const share = await startShare({
                machine: site.host,
                medium: await liveImage(),
                interface: 'eth0',
                folder,
            });
            const { mode } = await share.waitFor(isReady, 'ready', READY_MS);
            assert.equal(mode, 'own-dhcp');
            await run(site, share);
            const asked = Date.now();
            assert.equal(await share.stop(), 0);
            const took = Date.now() - asked;
            console.log(`  stopped within ${(took / 1000).toFixed(1)} s`);
            assert.ok(took < STOP_MS, `stopping took ${took} ms`);
            await expectAsBefore(site.host, before);
        });
    } finally {
        await rm(folder, { recursive: true });
    }
}

function isNotice(reply: Reply): reply is NoticeReply {
    return reply.type === 'notice';
}

/** What a machine at the other end of the cable is answered that asks for an address. */
async function discover(peer: Machine, name = CABLE): Promise<unknown> {
    return callChecked(peer, 'probeDhcp', name);
}

/** A computer of its own at the other end of the cable, which does not hear what is served at that end itself. */
async function addComputer(peer: Machine, name: string): Promise<void> {
    await peer.check([
        'ip',
        'link',
        'add',
        'link',
        CABLE,
        'name',
        name,
        'type',
        'macvlan',
        'mode',
        'private',
    ]);
    await peer.check(['ip', 'link', 'set', name, 'up']);
}

/** Takes an address by DHCP. @returns it */
async function lease(peer: Machine, name: string): Promise<string> {
    const quietly = ['--ipv4only', '--noipv4ll', '--noarp', '--nodelay', '--config', '/dev/null'];
    const { stderr } = await peer.exec([
        ...['dhcpcd', '--oneshot', '--nobackground', ...quietly, '--script', '/bin/true'],
        ...['--timeout', '10', name],
    ]);
    const address = /leased (\S+) for infinity/.exec(stderr)?.[1];
    assert.ok(address, `no lease: ${stderr}`);
    return address;
}

/** Waits until a probe asks, or none does. */
async function probeIs(running: boolean, host: Machine): Promise<void> {
    await eventually(10_000, async () => {
        const { status } = await host.exec(['pgrep', '--exact', 'dhcpcd']);
        assert.equal(status === 0, running, running ? 'there is no probe' : 'there is a probe');
    });
}

/** Fetches by HTTP and TFTP, and asks for a name, from an address in the clients' network. */
async function expectServed(peer: Machine): Promise<void> {
    const { address } = SUBNET;
    const fetch = ['curl', '--silent', '--show-error', '--fail', '--max-time', '5', '--output', '/dev/null'];
    await peer.check([...fetch, `http://${address}/initrd-extra`]);
    await peer.check([...fetch, `tftp://${address}/pxelinux.0`]);
    const resolve = `const { Resolver } = require('dns').promises;
        const resolver = new Resolver({ timeout: 2000 });
        resolver.setServers(['${address}']);
        resolver.resolve4('${SERVER_NAME}').then(console.log);`;
    assert.ok((await peer.check([process.execPath, '-e', resolve])).includes(address), 'its name');
}

export const watchCases: readonly Case[] = [
    {
        name: 'watch: another DHCP server appears, and ours gives no new address any more and serves on',
        run: () =>
            withShare(async ({ host, peer }, share) => {
                const offered = JSON.stringify(await discover(peer));
                assert.ok(offered.includes(`"server":"${SUBNET.address}"`), offered);
                await addComputer(peer, 'stranger0');
                await addComputer(peer, 'client0');
                const address = await lease(peer, 'client0');

                const appeared = Date.now();
                await startDhcpServer(peer, CABLE);
                const { code, params } = await share.waitFor(isNotice, 'notice', NOTICE_MS);
                console.log(`  withdrawn ${((Date.now() - appeared) / 1000).toFixed(1)} s after its start`);
                assert.deepEqual(
                    { code, params },
                    {
                        code: 'dhcp-server-appeared',
                        params: { server: '192.168.50.1' },
                    },
                );

                assert.deepEqual(await discover(peer, 'stranger0'), { state: 'silent' });
                // one that starts at this moment asks again when its loader is done
                assert.deepEqual(await discover(peer, 'client0'), {
                    state: 'answered',
                    offer: { server: SUBNET.address, address, shareLive: true },
                });
                const client = `${SUBNET.lastLease}/${SUBNET.prefix}`;
                await peer.check(['ip', 'address', 'add', client, 'dev', CABLE]);
                await expectServed(peer);
                await probeIs(false, host);
                assert.ok(!share.replies.some(reply => reply.type === 'problem'));
            }),
    },
    {
        name: 'watch: as long as nobody else answers, addresses are given',
        run: () =>
            withShare(async ({ host, peer }, share) => {
                for (let round = 0; round < 2; round++) {
                    await probeIs(true, host);
                    await probeIs(false, host);
                }
                const offered = JSON.stringify(await discover(peer));
                assert.ok(offered.includes(`"server":"${SUBNET.address}"`), offered);
                assert.ok(!share.replies.some(isNotice));
                // nothing is left of those before: they would become many in a day
                await probeIs(false, host);
                const processes = await host.check(['ps', '-e', '-o', 'stat=,comm=']);
                assert.doesNotMatch(processes, /^Z.*(bwrap|setpriv|dhcpcd|env)/m);
                await probeIs(true, host);
            }),
    },
    {
        name: 'watch: as many leases as the range holds, each an address of its own, and no more',
        run: () =>
            withShare(async ({ peer }, share) => {
                const room = lastPart(SUBNET.lastLease) - lastPart(SUBNET.firstLease) + 1;
                // one that is not given
                const own = SUBNET.address.replace(/\d+$/, '2');
                await peer.check(['ip', 'address', 'add', `${own}/${SUBNET.prefix}`, 'dev', CABLE]);
                await peer.check(['ip', 'route', 'add', '255.255.255.255', 'dev', CABLE]);
                const argv = [process.execPath, '-e', LEASES, String(room + 3)];
                const given = (await peer.check(argv)).split('\n').filter(Boolean);
                assert.equal(given.length, room);
                assert.equal(new Set(given).size, room);
                assert.ok(given.includes(SUBNET.firstLease) && given.includes(SUBNET.lastLease));
                const clients = new Set(
                    share.replies.flatMap(reply => (reply.type === 'client' ? reply.client.mac : [])),
                );
                assert.equal(clients.size, room, 'each is told of');
            }),
    },
    {
        name: 'watch: beside another Share Live it refuses, also with an address of that',
        run: () =>
            withShare(async ({ peer }) => {
                await startNetworkManager(peer);
                await expectRefusal(peer);
                const add = ['nmcli', 'connection', 'add', 'type', 'ethernet', 'con-name', 'home'];
                await peer.check([...add, 'ifname', CABLE]);
                await peer.check(['nmcli', 'connection', 'up', 'home']);
                await expectRefusal(peer);
            }),
    },
];

/**
 * Takes an address for each of so many computers, one after the other (RFC 2131, section 3.1), and prints each that is
 * given; it ends with the first one that is offered none.
 */
const LEASES = `
    const socket = require('dgram').createSocket({ type: 'udp4', reuseAddr: true });
    const message = (number, type, options = []) => {
        const packet = Buffer.alloc(300);
        packet.set([1, 1, 6, 0, 0, 0, number >> 8, number & 255, 0, 0, 0x80]);
        packet.set([0x52, 0x54, 0, 0x4c, number >> 8, number & 255], 28);
        packet.set([0x63, 0x82, 0x53, 0x63, 53, 1, type, ...options, 255], 236);
        return packet;
    };
    const ask = packet => new Promise(resolve => {
        const end = answer => {
            clearTimeout(timer);
            socket.removeListener('message', read);
            resolve(answer);
        };
        const read = answer => answer.subarray(4, 8).equals(packet.subarray(4, 8)) && end(answer);
        const timer = setTimeout(end, 3000, null);
        socket.on('message', read);
        socket.send(packet, 67, '255.255.255.255');
    });
    socket.bind(68, async () => {
        socket.setBroadcast(true);
        for (let number = 0; number < Number(process.argv[1]); number++) {
            const offer = await ask(message(number, 1));
            if (offer === null) break;
            const address = offer.subarray(16, 20);
            const server = offer.subarray(20, 24);
            await ask(message(number, 3, [50, 4, ...address, 54, 4, ...server]));
            console.log(address.join('.'));
        }
        process.exit();
    });
`;

function lastPart(address: string): number {
    return Number(address.split('.').pop());
}

/** Shares from the other end of the cable, and fails for what is at this end. */
async function expectRefusal(peer: Machine): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'share-live-network-'));
    try {
        const second = await startShare({
            machine: peer,
            medium: await liveImage(),
            interface: CABLE,
            folder,
        });
        assert.equal(await second.ended, EXIT_NETWORK);
        const problem = second.replies.find((reply): reply is ProblemReply => reply.type === 'problem');
        assert.equal(problem?.code, 'other-share-live');
        assert.deepEqual(problem.params, { server: SUBNET.address });
    } finally {
        await rm(folder, { recursive: true });
    }
}
