// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import type { NoticeReply, Reply } from '../../../src/backend/protocol/messages.js';
import { liveImage } from '../../lab/image.js';
import type { Machine } from '../../lab/machine.js';
import { isReady, startShare } from '../../lab/share.js';
import type { Case } from '../case.js';
import { callChecked } from '../driver.js';
import { withFolder } from '../images.js';
import { BRIDGE, connectStatically, expectAsBefore, settled, startDhcpServer, withSite } from '../site.js';

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

export const spanningTreeCases: readonly Case[] = [
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
