// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { BPDU_FILTER } from '../../../src/backend/network/bpdu-filter.js';
import type { NoticeReply, Reply } from '../../../src/backend/protocol/messages.js';
import { liveImage } from '../../lab/image.js';
import type { Machine } from '../../lab/machine.js';
import { run } from '../../lab/process.js';
import { isReady, startShare } from '../../lab/share.js';
import type { Case } from '../case.js';
import { callChecked } from '../driver.js';
import { withFolder } from '../images.js';
import { BRIDGE, expectAsBefore, settled, startDhcpServer, withSite } from '../site.js';

const READY_MS = 30_000;
const NOTICE_MS = 10_000;

/** Makes the other end of the cable a switch, with spanning tree or without. */
async function makeSwitch(peer: Machine, spanningTree: boolean): Promise<void> {
    const settings = ['stp_state', spanningTree ? '1' : '0'];
    await peer.check(['ip', 'link', 'add', 'switch0', 'type', 'bridge', ...settings]);
    await peer.check(['ip', 'link', 'set', 'cable0', 'master', 'switch0']);
    await peer.check(['ip', 'link', 'set', 'switch0', 'up']);
}

function isSlowSwitch(reply: Reply): reply is NoticeReply {
    return reply.type === 'notice' && reply.code === 'slow-switch';
}

/** A frame of a switch to all others, or to another address (IEEE 802.1D, section 9.3). */
function frame({ version = 0, type = 0, delay = 15, to = '0180c2000000' }): Buffer {
    const bytes = Buffer.alloc(60);
    bytes.set(Buffer.from(to, 'hex'));
    bytes.set([0x52, 0x54, 0, 0, 0, 1, 0, 39, 0x42, 0x42, 3, 0, 0, version, type], 6);
    // in units of 1/256 s
    bytes.writeUInt16BE(delay * 256, 50);
    return bytes;
}

/** A file of one captured frame (pcap-savefile(5)). */
function capture(bytes: Buffer): Buffer {
    const header = Buffer.alloc(40);
    header.writeUInt32LE(0xa1b2c3d4, 0);
    header.writeUInt16LE(2, 4);
    header.writeUInt16LE(4, 6);
    header.writeUInt32LE(65_535, 16);
    header.writeUInt32LE(1, 20);
    header.writeUInt32LE(bytes.length, 32);
    header.writeUInt32LE(bytes.length, 36);
    return Buffer.concat([header, bytes]);
}

const FRAMES: readonly (readonly [name: string, bytes: Buffer, counts: boolean])[] = [
    ['spanning tree', frame({}), true],
    ['rapid spanning tree', frame({ version: 2, type: 2 }), true],
    ['multiple spanning trees', frame({ version: 3, type: 2 }), true],
    ['no delay', frame({ delay: 0 }), false],
    ['a change of the topology', frame({ type: 0x80 }), false],
    [
        'another protocol',
        Buffer.concat([Buffer.from('0180c200000e52540000000188cc', 'hex'), Buffer.alloc(46, 2)]),
        false,
    ],
];

export const spanningTreeCases: readonly Case[] = [
    {
        name: 'spanning tree: what counts is a delay, in whichever version of it',
        run: async (): Promise<void> => {
            for (const [name, bytes, counts] of FRAMES) {
                const { status, stdout, stderr } = await run(['tcpdump', '-r', '-', '-c', '1', BPDU_FILTER], {
                    input: capture(bytes),
                });
                assert.equal(status, 0, stderr);
                assert.equal(stdout !== '', counts, `${name}: ${stdout}`);
            }
        },
    },
    {
        name: 'spanning tree: is heard where a switch has it, and nothing is left behind',
        run: () =>
            withSite(async ({ host, peer }) => {
                await makeSwitch(peer, true);
                const before = await settled(host);
                assert.equal(await callChecked(host, 'hearsSpanningTree', 'eth0'), true);
                await expectAsBefore(host, before);
                // it is no part of every system
                await host.check(['mount', '--bind', '/dev/null', '/usr/bin/tcpdump']);
                assert.equal(await callChecked(host, 'hearsSpanningTree', 'eth0'), false);
            }),
    },
    {
        name: 'spanning tree: is not heard where a switch has none',
        run: () =>
            withSite(async ({ host, peer }) => {
                await makeSwitch(peer, false);
                const before = await settled(host);
                assert.equal(await callChecked(host, 'hearsSpanningTree', 'eth0'), false);
                await expectAsBefore(host, before);
            }),
    },
    {
        name: 'spanning tree: the person is told, and our own bridge has none',
        run: () =>
            withFolder(folder =>
                withSite(async ({ host, peer }) => {
                    await makeSwitch(peer, true);
                    const medium = await liveImage();
                    const share = await startShare({ machine: host, medium, interface: 'eth0', folder });
                    const { mode } = await share.waitFor(isReady, 'ready', READY_MS);
                    assert.equal(mode, 'own-dhcp');
                    await share.waitFor(isSlowSwitch, 'slow-switch', NOTICE_MS);
                    const setting = `/sys/class/net/${BRIDGE}/bridge/stp_state`;
                    assert.equal((await host.check(['cat', setting])).trim(), '0');
                    assert.equal(await share.stop(), 0);
                }),
            ),
    },
    {
        name: 'spanning tree: the person is told beside a router too, where nothing waits for it',
        run: () =>
            withFolder(folder =>
                withSite(async ({ host, peer }) => {
                    await makeSwitch(peer, true);
                    // its socket is silent at first, as that of a computer would be
                    await peer.check([
                        'ip',
                        'link',
                        'set',
                        'switch0',
                        'type',
                        'bridge',
                        'forward_delay',
                        '200',
                    ]);
                    await startDhcpServer(peer, 'switch0');
                    const add = ['nmcli', 'connection', 'add', 'type', 'ethernet', 'con-name', 'home'];
                    await host.check([...add, 'ifname', 'eth0']);
                    await host.check(['nmcli', '--wait', '60', 'connection', 'up', 'home']);
                    const asked = Date.now();
                    const medium = await liveImage();
                    const share = await startShare({ machine: host, medium, interface: 'eth0', folder });
                    const { mode } = await share.waitFor(isReady, 'ready', READY_MS);
                    console.log(`  ready after ${((Date.now() - asked) / 1000).toFixed(1)} s`);
                    assert.equal(mode, 'proxy-dhcp');
                    await share.waitFor(isSlowSwitch, 'slow-switch', NOTICE_MS);
                    assert.equal(await share.stop(), 0);
                }),
            ),
    },
];
