// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ClientReply, Refusal, Reply } from '../../../src/backend/protocol/messages.js';
import { liveImage } from '../../lab/image.js';
import type { Machine } from '../../lab/machine.js';
import { clientReports, hasReached, isReady, startShare, type Share } from '../../lab/share.js';
import type { Case } from '../case.js';
import { askWhereToStart, type OfferSeen, type Question } from '../firmware.js';
import { connectStatically, startDhcpServer, SUBNET, withSite } from '../site.js';

const READY_MS = 30_000;
const SAID_MS = 5_000;

const HOST = '192.168.50.9';
const CABLE = 'cable0';
const MAC = '52:54:00:4c:49:41';

/** Types of RFC 4578 and IANA's registry. */
const BIOS = 0;
const RISCV = 27;
const ARM_32_BY_HTTP = 18;

/** A share at one end of a cable, and at the other a machine with an address that can ask for anything. */
async function withShare(
    mode: 'own-dhcp' | 'proxy-dhcp',
    run: (share: Share, peer: Machine, server: string) => Promise<void>,
): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'share-live-network-'));
    try {
        await withSite(async ({ host, peer }) => {
            if (mode === 'proxy-dhcp') {
                await startDhcpServer(peer, CABLE);
                await connectStatically(host, 'eth0', 'ipv4.addresses', `${HOST}/24`);
            }
            const share = await startShare({
                machine: host,
                medium: await liveImage(),
                interface: 'eth0',
                folder,
            });
            const ready = await share.waitFor(isReady, 'ready', READY_MS);
            assert.equal(ready.mode, mode);
            if (mode === 'own-dhcp')
                await peer.check([
                    'ip',
                    'address',
                    'add',
                    `${SUBNET.lastLease}/${SUBNET.prefix}`,
                    'dev',
                    CABLE,
                ]);
            await peer.check(['ip', 'route', 'add', '255.255.255.255', 'dev', CABLE]);
            await run(share, peer, ready.address ?? '');
            assert.equal(await share.stop(), 0);
        });
    } finally {
        await rm(folder, { recursive: true });
    }
}

function isRefused(mac: string, refused: Refusal | null): (reply: Reply) => reply is ClientReply {
    return (reply): reply is ClientReply =>
        reply.type === 'client' && reply.client.mac === mac && reply.client.refused === refused;
}

/** A computer that there is no loader for, which is set to start in another way then. */
async function expectRefusal(
    share: Share,
    ask: (question: Omit<Question, 'mac'>) => Promise<OfferSeen | null>,
): Promise<void> {
    await ask({ type: ARM_32_BY_HTTP, by: 'HTTPClient' });
    await share.waitFor(isRefused(MAC, 'arm-32'), 'refused by HTTP Boot', SAID_MS);
    const offer = await ask({ type: RISCV });
    assert.equal(offer?.file, '', 'no file is better than a wrong one');
    const { client } = await share.waitFor(isRefused(MAC, 'risc-v'), 'refused', SAID_MS);
    assert.deepEqual([client.stage, client.address], ['address', null]);
    await ask({ type: BIOS });
    await share.waitFor(isRefused(MAC, null), 'not refused any more', SAID_MS);
}

/** Begins to fetch the loader by TFTP (RFC 1350), and says after its first block that it wants no more. */
const BREAK_OFF = `
    const socket = require('dgram').createSocket('udp4');
    socket.on('message', (data, { address, port }) => {
        if (data[1] !== 3) throw new Error('no data: ' + data.toString('latin1'));
        socket.send(Buffer.from([0, 4, 0, 1]), port, address);
        socket.send(Buffer.from('\\0\\5\\0\\0no more\\0', 'latin1'), port, address, () => process.exit());
    });
    socket.send(Buffer.from('\\0\\1pxelinux.0\\0octet\\0', 'latin1'), 69, process.argv[1]);
`;

/** Asks for the kernel by TFTP as often as is said, all at once. Prints how many were answered with its first block. */
const ALL_AT_ONCE = `
    let answered = 0;
    const sockets = Array.from({ length: Number(process.argv[2]) }, () => {
        const socket = require('dgram').createSocket('udp4');
        socket.on('message', data => { if (data[1] === 3 && data[3] === 1) { answered++; socket.removeAllListeners('message'); } });
        return socket;
    });
    for (const socket of sockets)
        socket.send(Buffer.from('\\0\\1kernel\\0octet\\0', 'latin1'), 69, process.argv[1]);
    setTimeout(() => { console.log(answered); process.exit(); }, 1500);
`;

/** The computers of a large school; dnsmasq serves 50 unless it is told otherwise. */
const MANY = 200;

/** What engines take to see that a client is gone. */
const SETTLE_MS = 1500;

/** Two looks in vain, each a quarter of a minute after the one before, and the time until the first. */
const GONE_MS = 60_000;

function answers(mac: string, expected: boolean): (reply: Reply) => reply is ClientReply {
    return (reply): reply is ClientReply =>
        reply.type === 'client' && reply.client.mac === mac && reply.client.answers === expected;
}

/** What is said from now on. */
function isBack({ replies }: Share, mac: string): (reply: Reply) => reply is ClientReply {
    const earlier = new Set(replies);
    return (reply): reply is ClientReply => !earlier.has(reply) && answers(mac, true)(reply);
}

export const clientCases: readonly Case[] = [
    {
        name: 'clients: one that there is no loader for is told of, and no longer once it asks in another way',
        run: () =>
            withShare('own-dhcp', (share, peer, server) =>
                expectRefusal(share, question => askWhereToStart(peer, server, { mac: MAC, ...question })),
            ),
    },
    {
        name: 'clients: the same beside a router',
        run: () =>
            withShare('proxy-dhcp', (share, peer, server) =>
                expectRefusal(share, question => askWhereToStart(peer, server, { mac: MAC, ...question })),
            ),
    },
    {
        name: 'clients: a file that is broken off is no stage, by HTTP and by TFTP',
        run: () =>
            withShare('proxy-dhcp', async (share, peer, server) => {
                const mac = (await peer.check(['cat', `/sys/class/net/${CABLE}/address`])).trim();
                const curl = ['curl', '--silent', '--show-error', '--output', '/dev/null'];
                await peer.check([process.execPath, '-e', BREAK_OFF, server]);
                const slow = [...curl, '--limit-rate', '10k', '--max-time', '1', `http://${server}/kernel`];
                const TIMED_OUT = 28;
                assert.equal((await peer.exec(slow)).status, TIMED_OUT);
                await new Promise(resolve => setTimeout(resolve, SETTLE_MS));

                await peer.check([...curl, '--fail', `http://${server}/menu.ipxe`]);
                await share.waitFor(hasReached('menu', mac), 'the menu', SAID_MS);
                await peer.check([...curl, '--fail', `http://${server}/kernel`]);
                await share.waitFor(hasReached('kernel', mac), 'the kernel', SAID_MS);
                await peer.check([...curl, '--fail', `tftp://${server}/pxelinux.0`]);
                await share.waitFor(hasReached('loader', mac), 'the loader', SAID_MS);
                const stages = clientReports(share, mac).map(({ stage }) => stage);
                assert.deepEqual(
                    stages.filter((stage, at) => stage !== stages[at - 1]),
                    ['address', 'menu', 'kernel', 'loader'],
                );
            }),
    },
    {
        name: 'clients: one that answers no more is told of, and that it is back',
        run: () =>
            withShare('proxy-dhcp', async (share, peer, server) => {
                const mac = (await peer.check(['cat', `/sys/class/net/${CABLE}/address`])).trim();
                await peer.check([
                    'curl',
                    '--silent',
                    '--output',
                    '/dev/null',
                    `http://${server}/report/root`,
                ]);
                await share.waitFor(hasReached('root', mac), 'its root', SAID_MS);
                // it keeps what it knows of others, and nobody hears of it any more
                await peer.check(['ip', 'link', 'set', CABLE, 'arp', 'off']);
                await share.waitFor(answers(mac, false), 'answers no more', GONE_MS);
                await peer.check(['ip', 'link', 'set', CABLE, 'arp', 'on']);
                await share.waitFor(isBack(share, mac), 'answers again', GONE_MS);
            }),
    },
    {
        name: 'clients: a school’s are all sent the kernel at once',
        run: () =>
            withShare('own-dhcp', async (_, peer, server) => {
                const answered = await peer.check([
                    process.execPath,
                    '-e',
                    ALL_AT_ONCE,
                    server,
                    String(MANY),
                ]);
                assert.equal(Number(answered), MANY);
            }),
    },
];
