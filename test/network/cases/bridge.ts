// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { eventually, type Case } from '../case.js';
import { call, callAndHold } from '../driver.js';
import { BRIDGE, expectBridge, PROFILES, SUBNET, withSite } from '../site.js';
import { seenBy, serve } from '../tcp.js';

/** How long a computer may be without a link while it starts anew. */
const DOWN_MS = 30_000;

export const bridgeCases: readonly Case[] = [
    {
        name: 'bridge: forwards at once, with the address and the MAC of its port, and without IPv6',
        run: () =>
            withSite(async ({ host, peer }) => {
                await peer.check([
                    'ip',
                    'address',
                    'add',
                    `${SUBNET.firstLease}/${SUBNET.prefix}`,
                    'dev',
                    'cable0',
                ]);
                const mac = await host.check(['cat', '/sys/class/net/eth0/address']);
                await callAndHold(host, 'makeBridge', BRIDGE, 'eth0', SUBNET, PROFILES);
                await expectBridge(host);
                const [state] = JSON.parse(
                    await host.check(['bridge', '-j', 'link', 'show', 'dev', 'eth0']),
                ) as [{ state: string }];
                assert.equal(state.state, 'forwarding');
                assert.equal(await host.check(['cat', `/sys/class/net/${BRIDGE}/address`]), mac);
                assert.equal(await host.check(['ip', '-6', 'address', 'show', 'dev', BRIDGE]), '');
                await serve(host, 10, 8060);
                await eventually(5000, async () => {
                    assert.equal(await seenBy(peer, SUBNET.address, 8060), SUBNET.firstLease);
                });
                assert.equal(
                    await host.check(['ip', '-4', 'route', 'show', 'default']),
                    '',
                    'it is no way out',
                );
            }),
    },
    {
        name: 'bridge: survives a client that is away for 30 s',
        run: () =>
            withSite(async ({ host, peer }) => {
                await callAndHold(host, 'makeBridge', BRIDGE, 'eth0', SUBNET, PROFILES);
                await peer.check(['ip', 'link', 'set', 'cable0', 'down']);
                await eventually(5000, async () => {
                    assert.match(await host.check(['ip', '-o', 'link', 'show', 'dev', 'eth0']), /NO-CARRIER/);
                });
                await new Promise(resolve => setTimeout(resolve, DOWN_MS));
                await expectBridge(host);
                await peer.check(['ip', 'link', 'set', 'cable0', 'up']);
                await peer.check([
                    'ip',
                    'address',
                    'add',
                    `${SUBNET.firstLease}/${SUBNET.prefix}`,
                    'dev',
                    'cable0',
                ]);
                await serve(host, 10, 8060);
                await eventually(5000, async () => {
                    assert.equal(await seenBy(peer, SUBNET.address, 8060), SUBNET.firstLease);
                });
                await expectBridge(host);
            }),
    },
    {
        name: 'bridge: an interface that has gone is a problem with a name',
        run: () =>
            withSite(async ({ host }) => {
                const { problem } = await call(host, 'makeBridge', BRIDGE, 'eth7', SUBNET, PROFILES);
                assert.equal(problem, 'interface-unknown');
            }),
    },
];
