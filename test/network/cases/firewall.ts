// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { FIREWALL_TABLE, ownNetworkRules, parseByteCounters } from '../../../src/backend/network/firewall.js';
import { NFS_PORTS } from '../../../src/backend/network/nfs-ports.js';
import type { Case } from '../case.js';
import { callAndHold, callChecked } from '../driver.js';
import { BRIDGE, connectStatically, PROFILES, SUBNET, withSite, type Site } from '../site.js';
import { seenBy, serve } from '../tcp.js';

const CLIENT = SUBNET.firstLease;
const HOST_ON_LAN = '192.168.5.2';
const ROUTER = '192.168.5.1';
const INTERNET = '203.0.113.5';
const SENT_BYTES = 1_000_000;

/** A share as the client, the LAN and the internet meet it: the whole network of it, and servers on some ports. */
async function share({ host, peer, router }: Site, guardNfs: boolean): Promise<void> {
    await connectStatically(host, 'lan0', 'ipv4.addresses', `${HOST_ON_LAN}/24`, 'ipv4.gateway', ROUTER);
    await router.check(['ip', 'address', 'add', `${ROUTER}/24`, 'dev', 'cable1']);
    await router.check(['ip', 'address', 'add', `${INTERNET}/32`, 'dev', 'lo']);
    // somebody on the LAN who knows the way to our clients
    await router.check(['ip', 'route', 'add', `${SUBNET.network}/24`, 'via', HOST_ON_LAN]);
    const options = {
        interface: BRIDGE,
        uplink: 'lan0',
        network: SUBNET,
        httpPort: 8060,
        guardNfs,
        mountdPort: NFS_PORTS.mountd,
        closedToDhcp: [],
    };
    await host.check(['nft', '-f', '-'], { input: ownNetworkRules(options) });
    await callAndHold(host, 'makeBridge', BRIDGE, 'eth0', SUBNET, PROFILES);
    await callChecked(host, 'setForwarding', BRIDGE, true);
    await callChecked(host, 'setForwarding', 'lan0', true);
    await peer.check(['ip', 'address', 'add', `${CLIENT}/24`, 'dev', 'cable0']);
    await peer.check(['ip', 'route', 'add', 'default', 'via', SUBNET.address]);
}

export const firewallCases: readonly Case[] = [
    {
        name: 'firewall: clients reach our servers, and nothing else of the machine',
        run: () =>
            withSite(async site => {
                const { host, peer } = site;
                await share(site, true);
                await serve(host, 10, 53, 8060, 111, 2049, 20048, 22, 631);
                for (const port of [53, 8060, 111, 2049, 20048])
                    assert.equal(await seenBy(peer, SUBNET.address, port), CLIENT, `port ${port}`);
                for (const port of [22, 631])
                    assert.equal(await seenBy(peer, SUBNET.address, port), 'unreachable', `port ${port}`);
                assert.equal(await seenBy(peer, HOST_ON_LAN, 8060), 'unreachable', 'the address on the LAN');
                await peer.check(['ip', 'address', 'add', '10.99.0.2/24', 'dev', 'cable0']);
                await host.check(['ip', 'route', 'add', '10.99.0.0/24', 'dev', BRIDGE]);
                const stranger = await seenBy(peer, SUBNET.address, 8060, '10.99.0.2');
                assert.equal(stranger, 'unreachable', 'from an address of another network');
            }),
    },
    {
        name: 'firewall: our NFS server is on no other network',
        run: () =>
            withSite(async site => {
                const { host, router } = site;
                await share(site, true);
                await serve(host, 10, 111, 2049, 20048, 32803, 22);
                for (const port of [111, 2049, 20048, 32803]) {
                    assert.equal(await seenBy(router, HOST_ON_LAN, port), 'unreachable', `port ${port}`);
                    assert.equal(
                        await seenBy(host, '127.0.0.1', port),
                        '127.0.0.1',
                        `port ${port} for ourselves`,
                    );
                }
                assert.equal(await seenBy(router, HOST_ON_LAN, 22), ROUTER, "not our server: not our rule's");
            }),
    },
    {
        name: "firewall: the machine's own NFS server stays as it is",
        run: () =>
            withSite(async site => {
                const { host, router } = site;
                await share(site, false);
                await serve(host, 10, 2049);
                assert.equal(await seenBy(router, HOST_ON_LAN, 2049), ROUTER);
            }),
    },
    {
        name: 'firewall: clients reach the internet, and nobody there the clients',
        run: () =>
            withSite(async site => {
                const { host, peer, router } = site;
                await share(site, true);
                await serve(router, 10, 80);
                await serve(peer, 10, 80);
                assert.equal(await seenBy(peer, INTERNET, 80), HOST_ON_LAN, 'in the name of the machine');
                assert.equal(await seenBy(router, CLIENT, 80), 'unreachable', 'from outside');
                assert.equal(await seenBy(host, CLIENT, 80), SUBNET.address, 'from the machine itself');
            }),
    },
    {
        name: 'firewall: bytes are counted for each client',
        run: () =>
            withSite(async site => {
                const { host, peer } = site;
                await share(site, true);
                await peer.check(['ip', 'address', 'add', `${SUBNET.lastLease}/24`, 'dev', 'cable0']);
                await serve(host, SENT_BYTES, 8060);
                await serve(host, 10, 53);
                await seenBy(peer, SUBNET.address, 8060);
                await seenBy(peer, SUBNET.address, 53, SUBNET.lastLease);
                const json = await host.check(['nft', '-j', 'list', 'table', 'inet', FIREWALL_TABLE]);
                const counters = parseByteCounters(json);
                assert.deepEqual([...counters.keys()].sort(), [SUBNET.lastLease, CLIENT].sort());
                const sent = counters.get(CLIENT) ?? 0;
                assert.ok(sent >= SENT_BYTES && sent < SENT_BYTES * 1.1, `${sent} bytes`);
                const little = counters.get(SUBNET.lastLease) ?? 0;
                assert.ok(little > 100 && little < 1000, `${little} bytes for a few packets`);
            }),
    },
];
