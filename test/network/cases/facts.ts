// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import type { NetworkFacts } from '../../../src/backend/network/types.js';
import { connect, makeMachine } from '../../lab/machine.js';
import { eventually, type Case } from '../case.js';
import { call, callAsNobody, callChecked } from '../driver.js';
import { connectStatically, startDhcpServer, withSite } from '../site.js';

export const factsCases: readonly Case[] = [
    {
        name: 'facts: interface, uplink, resolvers, networks',
        run: () =>
            withSite(async ({ host, peer }) => {
                const lan = [
                    'ipv4.addresses',
                    '192.168.5.2/24',
                    'ipv4.gateway',
                    '192.168.5.1',
                    'ipv4.dns',
                    '192.168.5.53',
                ];
                await connectStatically(host, 'lan0', ...lan);
                const office = await connectStatically(host, 'eth0', 'ipv4.addresses', '10.77.0.9/24');
                const facts = (await callChecked(host, 'readNetworkFacts', 'auto', false)) as NetworkFacts;
                const mac = (await host.check(['cat', '/sys/class/net/eth0/address'])).trim();
                assert.deepEqual(facts.interface, {
                    name: 'eth0',
                    mac,
                    carrier: true,
                    kind: 'socket',
                    activeConnection: office,
                    configuredExternally: false,
                    addresses: ['10.77.0.9/24'],
                    lease: null,
                });
                assert.deepEqual(facts.dhcp, { state: 'not-probed' });
                assert.deepEqual(facts.uplink, { interface: 'lan0', forwarding: false });
                assert.deepEqual(facts.resolvers, ['192.168.5.53']);
                assert.ok(facts.usedNetworks.includes('192.168.5.0/24'), 'the uplink');
                assert.ok(facts.usedNetworks.includes('10.77.0.0/24'), 'the interface itself');
                await peer.check(['ip', 'link', 'set', 'cable0', 'down']);
                const down = (await callChecked(host, 'readNetworkFacts', 'eth0', false)) as NetworkFacts;
                assert.equal(down.interface.carrier, false);
                assert.equal(
                    (await call(host, 'readNetworkFacts', 'eth7', false)).problem,
                    'interface-unknown',
                );
                assert.equal(
                    (await call(host, 'readNetworkFacts', 'lo', false)).problem,
                    'interface-not-wired',
                );
            }),
    },
    {
        name: 'facts: a lease of NetworkManager is a DHCP server that answers',
        run: () =>
            withSite(async ({ host, peer }) => {
                await startDhcpServer(peer, 'cable0');
                await host.check([
                    'nmcli',
                    'connection',
                    'add',
                    'type',
                    'ethernet',
                    'con-name',
                    'home',
                    'ifname',
                    'eth0',
                ]);
                await host.check(['nmcli', 'connection', 'up', 'home']);
                const facts = (await callChecked(host, 'readNetworkFacts', 'eth0', true)) as NetworkFacts;
                const [address] = facts.interface.addresses;
                assert.match(address ?? '', /^192\.168\.50\.\d+\/24$/);
                const offer = { server: '192.168.50.1', address: address?.replace('/24', '') };
                assert.deepEqual(facts.dhcp, { state: 'leased', offer });
                assert.equal(facts.uplink, null, 'the interface itself is no uplink');
            }),
    },
    {
        name: 'facts: without root and without NetworkManager',
        run: async (): Promise<void> => {
            const host = await makeMachine();
            const peer = await makeMachine();
            try {
                await connect(host, 'eth0', peer, 'cable0');
                const { result } = await callAsNobody(host, 'readNetworkFacts', 'auto', false);
                const facts = result as NetworkFacts;
                assert.equal(facts.interface.name, 'eth0');
                assert.equal(facts.interface.activeConnection, null);
                assert.equal((await call(host, 'waitForCarrier', 'auto')).problem, 'no-network-manager');
                const make = await call(host, 'makeBridge', 'sharelive0', 'eth0', {}, ['', '']);
                assert.equal(make.problem, 'no-network-manager');
            } finally {
                await host.close();
                await peer.close();
            }
        },
    },
    {
        name: 'carrier: no cable is waited for',
        run: () =>
            withSite(async ({ host, peer, router }) => {
                await peer.check(['ip', 'link', 'set', 'cable0', 'down']);
                await router.check(['ip', 'link', 'set', 'cable1', 'down']);
                let done = false;
                const waiting = callChecked(host, 'waitForCarrier', 'auto').finally(() => (done = true));
                await eventually(5000, async () => {
                    assert.match(await host.check(['ps', '-A', '-o', 'args=']), /waitForCarrier/);
                });
                await new Promise(resolve => setTimeout(resolve, 1500));
                assert.equal(done, false, 'it returned without a cable');
                await router.check(['ip', 'link', 'set', 'cable1', 'up']);
                assert.equal(await waiting, 'lan0');
            }),
    },
];
