// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { resolve } from 'node:path';

import { esbuild, forGjs } from '../../../scripts/lib/esbuild.mjs';
import type { Link, Networks } from '../../../src/app/sockets.js';
import { freeSubnet } from '../../../src/backend/network/subnet.js';
import type { NetworkFacts } from '../../../src/backend/network/types.js';
import { connect, type Machine, type Started } from '../../lab/machine.js';
import { onLines } from '../../lab/process.js';
import { eventually, type Case } from '../case.js';
import { call, callChecked } from '../driver.js';
import { connectStatically, withSite } from '../site.js';

const WATCHER = resolve('build/network/watcher.js');

/** As container engines have them: NetworkManager is told to leave them alone. */
const CONTAINER = 'veth1a2b3c';

/** What the window would show now. */
type Seen = () => Networks | null;

async function watch(host: Machine): Promise<{ readonly seen: Seen; readonly watcher: Started }> {
    await esbuild.build({
        ...forGjs({}),
        entryPoints: ['./test/support/gjs-watch-networks.ts'],
        outfile: WATCHER,
    });
    let last: Networks | null = null;
    const watcher = host.start(['env', 'G_DEBUG=fatal-warnings', 'gjs', '-m', WATCHER]);
    const { stdout } = watcher.child;
    if (stdout !== null) onLines(stdout, line => (last = JSON.parse(line) as Networks));
    return { seen: () => last, watcher };
}

/** Waits until the window shows these sockets, and these alone, and prefers that one. */
async function expectSockets(seen: Seen, links: Readonly<Record<string, Link>>, best: string): Promise<void> {
    await eventually(5000, () => {
        const now = seen();
        assert.ok(now?.kind === 'listed', JSON.stringify(now));
        assert.deepEqual(Object.fromEntries(now.sockets.map(({ name, link }) => [name, link])), links);
        assert.equal(now.best, best);
        return Promise.resolve();
    });
}

/** The helper, left to choose, chooses the same. */
async function expectChosen(host: Machine, name: string): Promise<void> {
    const facts = (await callChecked(host, 'readNetworkFacts', 'auto', false)) as NetworkFacts;
    assert.equal(facts.interface.name, name);
}

export const socketCases: readonly Case[] = [
    {
        name: 'sockets: the window follows cables, connections, interfaces and NetworkManager itself',
        run: () =>
            withSite(
                async ({ host, peer, router, networkManager }) => {
                    await connect(host, CONTAINER, router, 'cable2');
                    await eventually(5000, async () => {
                        const devices = await host.check(['nmcli', '-t', '-f', 'DEVICE,STATE', 'device']);
                        assert.match(devices, new RegExp(`^${CONTAINER}:unmanaged$`, 'm'));
                    });
                    const { seen, watcher } = await watch(host);
                    await expectSockets(seen, { eth0: 'cable', lan0: 'cable' }, 'eth0');
                    await connectStatically(
                        host,
                        'lan0',
                        'ipv4.addresses',
                        '192.168.9.2/24',
                        'ipv4.gateway',
                        '192.168.9.1',
                    );
                    await expectSockets(seen, { eth0: 'cable', lan0: 'internet' }, 'eth0');
                    await expectChosen(host, 'eth0');
                    await peer.check(['ip', 'link', 'set', 'cable0', 'down']);
                    await expectSockets(seen, { eth0: 'no-cable', lan0: 'internet' }, 'eth0');
                    await expectChosen(host, 'eth0');
                    await peer.check(['ip', 'link', 'set', 'cable0', 'up']);
                    await expectSockets(seen, { eth0: 'cable', lan0: 'internet' }, 'eth0');
                    // two ways to the internet: neither socket is free, and only one of them is the first
                    const office = ['ipv4.addresses', '192.168.8.2/24', 'ipv4.gateway', '192.168.8.1'];
                    await connectStatically(host, 'eth0', ...office, 'ipv4.route-metric', '50');
                    await expectSockets(seen, { eth0: 'internet', lan0: 'internet' }, 'eth0');
                    await connect(host, 'usb0', router, 'cable3');
                    await router.check(['ip', 'link', 'set', 'cable3', 'down']);
                    await expectSockets(
                        seen,
                        { eth0: 'internet', lan0: 'internet', usb0: 'no-cable' },
                        'usb0',
                    );
                    await expectChosen(host, 'usb0');
                    await host.check(['ip', 'link', 'delete', 'usb0']);
                    await host.check(['nmcli', 'connection', 'delete', 'office-eth0']);
                    await expectSockets(seen, { eth0: 'cable', lan0: 'internet' }, 'eth0');
                    await networkManager.stop();
                    await eventually(5000, () => {
                        assert.deepEqual(seen(), { kind: 'no-manager' });
                        return Promise.resolve();
                    });
                    await networkManager.start();
                    await expectSockets(seen, { eth0: 'cable', lan0: 'internet' }, 'eth0');
                    await peer.check(['ip', 'link', 'delete', 'cable0']);
                    await expectSockets(seen, { lan0: 'internet' }, 'lan0');
                    await watcher.signal('SIGTERM');
                    const { status, stderr } = await watcher.ended;
                    assert.equal(status, 0, stderr);
                },
                { unmanaged: [CONTAINER] },
            ),
    },
    {
        name: 'sockets: what leads to containers, virtual machines and VPNs is none, and their networks are left alone',
        run: () =>
            withSite(async ({ host, router }) => {
                await connect(host, 'veth7', router, 'cable7');
                for (const argv of [
                    ['ip', 'link', 'add', 'docker7', 'type', 'bridge'],
                    ['ip', 'link', 'set', 'veth7', 'master', 'docker7'],
                    ['ip', 'link', 'set', 'docker7', 'up'],
                    ['ip', 'address', 'add', '10.77.0.1/24', 'dev', 'docker7'],
                    ['ip', 'tuntap', 'add', 'tap7', 'mode', 'tap'],
                    ['ip', 'link', 'add', 'link', 'lan0', 'name', 'macvlan7', 'type', 'macvlan'],
                    ['ip', 'link', 'set', 'macvlan7', 'up'],
                    ['ip', 'address', 'add', '10.77.1.1/24', 'dev', 'macvlan7'],
                    ['ip', 'tuntap', 'add', 'tun7', 'mode', 'tun'],
                    ['ip', 'link', 'set', 'tun7', 'up'],
                    ['ip', 'address', 'add', '10.77.2.1', 'peer', '10.77.2.2', 'dev', 'tun7'],
                    // a company's network behind it
                    ['ip', 'route', 'add', '10.77.3.0/24', 'dev', 'tun7'],
                ])
                    await host.check(argv);
                const { seen, watcher } = await watch(host);
                await expectSockets(seen, { eth0: 'cable', lan0: 'cable' }, 'eth0');
                const facts = (await callChecked(host, 'readNetworkFacts', 'auto', false)) as NetworkFacts;
                assert.equal(facts.interface.name, 'eth0');
                assert.equal(freeSubnet(facts.usedNetworks).network, '10.77.4.0');
                for (const [name, problem] of [
                    ['docker7', 'interface-internal'],
                    ['tap7', 'interface-internal'],
                    ['macvlan7', 'interface-internal'],
                    ['tun7', 'interface-not-wired'],
                    ['veth7', 'interface-part'],
                ] as const)
                    assert.equal((await call(host, 'readNetworkFacts', name, false)).problem, problem, name);
                await watcher.signal('SIGTERM');
                assert.equal((await watcher.ended).status, 0);
            }),
    },
];
