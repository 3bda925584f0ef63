// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import type { DhcpAnswer } from '../../../src/backend/network/types.js';
import type { Case } from '../case.js';
import { callChecked } from '../driver.js';
import { expectAsBefore, says, settled, startDhcpServer, withSite } from '../site.js';

export const dhcpCases: readonly Case[] = [
    {
        name: 'dhcp: silence within 9 s, and nothing left behind',
        run: () =>
            withSite(async ({ host }) => {
                const before = await settled(host);
                const started = Date.now();
                assert.deepEqual(await callChecked(host, 'probeDhcp', 'eth0'), { state: 'silent' });
                const took = Date.now() - started;
                assert.ok(took >= 5000 && took <= 9_000, `it took ${took} ms`);
                await expectAsBefore(host, before);
            }),
    },
    {
        name: "dhcp: a router's first answer is heard, and nothing requested",
        run: () =>
            withSite(async ({ host, peer }) => {
                const server = await startDhcpServer(peer, 'cable0');
                const before = await settled(host);
                const filter = ['udp', 'port', '67'];
                const capture = peer.start([
                    'tcpdump',
                    '-l',
                    '-n',
                    '-v',
                    '--immediate-mode',
                    '-i',
                    'cable0',
                    ...filter,
                ]);
                await says(capture, 'listening on');
                const answer = (await callChecked(host, 'probeDhcp', 'eth0')) as Extract<
                    DhcpAnswer,
                    { offer: unknown }
                >;
                assert.equal(answer.state, 'answered');
                assert.equal(answer.offer.server, '192.168.50.1');
                assert.match(answer.offer.address, /^192\.168\.50\.(1\d|20)$/);
                await capture.signal('SIGINT');
                const types = (await capture.ended).stdout.match(/DHCP-Message \(53\), length 1: \w+/g) ?? [];
                const names = new Set(types.map(text => text.split(' ').pop()));
                assert.deepEqual([...names], ['Discover', 'Offer']);
                await expectAsBefore(host, before);
                await server.signal('SIGTERM');
                await server.ended;
            }),
    },
    {
        name: 'dhcp: a dead cable is not silence',
        run: () =>
            withSite(async ({ host, peer }) => {
                await peer.check(['ip', 'link', 'set', 'cable0', 'down']);
                assert.deepEqual(await callChecked(host, 'probeDhcp', 'eth0'), { state: 'not-probed' });
            }),
    },
];
