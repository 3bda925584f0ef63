// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import { initramfsToolsFiles } from '../../../src/backend/clients/initramfs-tools.js';
import type { Machine } from '../../lab/machine.js';
import { startNetworkManager } from '../../lab/network-manager.js';
import { makeMachine } from '../../lab/machine.js';
import { eventually, type Case } from '../case.js';

/** Longer than NetworkManager keeps an address without a cable (about 6 s). */
const CUT_MS = 10_000;

/** The client's script sees this in the place of the kernel's list: its root over NFS. */
const MOUNTS = '10.77.0.1:/run/share-live/medium /root/run/live/medium nfs ro 0 0\n';

const LEASE = [
    "IPV4ADDR='10.77.0.5'",
    "IPV4NETMASK='255.255.255.0'",
    "IPV4GATEWAY='10.77.0.1'",
    "IPV4DNS0='10.77.0.1'",
    "IPV4DNS1='0.0.0.0'",
    '',
].join('\n');

/** A client as its initramfs leaves it: a card with an address, and a root that NetworkManager is started from. */
async function withClient(body: (client: Machine) => Promise<void>): Promise<void> {
    const client = await makeMachine();
    try {
        for (const argv of [
            ['ip', 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'cable0'],
            ['ip', 'link', 'set', 'cable0', 'up'],
            ['ip', 'address', 'add', '10.77.0.5/24', 'dev', 'eth0'],
            ['ip', 'link', 'set', 'eth0', 'up'],
            ['ip', 'route', 'add', 'default', 'via', '10.77.0.1'],
            ['mkdir', '/run/root'],
            ['ln', '-s', '/usr', '/etc', '/run/root'],
        ])
            await client.check(argv);
        await client.check(['tee', '/run/net-eth0.conf'], { input: LEASE });
        await client.check(['tee', '/run/mounts'], { input: MOUNTS });
        const script = initramfsToolsFiles({
            address: '10.77.0.1',
            httpPort: 80,
            exportPath: '/run/share-live/medium',
            rootPaths: [],
            image: null,
        }).find(({ path }) => path === 'share-live/init-bottom');
        const input = script?.text.replace('/proc/mounts', '/run/mounts') ?? '';
        await client.check(['env', 'rootmnt=/run/root', 'dash'], { input });
        await startNetworkManager(client, { unmanaged: ['cable0'], autoDefault: true });
        await body(client);
    } finally {
        await client.close();
    }
}

async function state(client: Machine): Promise<string> {
    return client.check(['nmcli', '--terse', '--fields', 'STATE,CONNECTIVITY', 'general']);
}

async function addresses(client: Machine): Promise<string> {
    return client.check(['ip', '-4', '-oneline', 'address', 'show', 'eth0']);
}

export const clientNetworkCases: readonly Case[] = [
    {
        name: 'client network: with its root over NFS it shows a connection, and keeps its address without a cable',
        run: () =>
            withClient(async client => {
                const before = await addresses(client);
                await eventually(20_000, async () => assert.equal(await state(client), 'connected:full\n'));
                const shown = await client.check([
                    ...['nmcli', '--terse', '--fields', 'GENERAL.STATE,GENERAL.CONNECTION,IP4.DNS'],
                    ...['device', 'show', 'eth0'],
                ]);
                assert.equal(
                    shown,
                    'GENERAL.STATE:100 (connected)\nGENERAL.CONNECTION:Share Live\nIP4.DNS[1]:10.77.0.1\n',
                );
                assert.match(
                    await client.check(['cat', '/run/NetworkManager/no-stub-resolv.conf']),
                    /^nameserver 10\.77\.0\.1$/m,
                );
                assert.equal(await addresses(client), before, 'what its root is reached by stays');
                const seen = client.start(['ip', '-4', 'monitor', 'address', 'dev', 'eth0']);
                await client.check(['ip', 'link', 'set', 'cable0', 'down']);
                await setTimeout(CUT_MS);
                await client.check(['ip', 'link', 'set', 'cable0', 'up']);
                await setTimeout(CUT_MS / 2);
                await seen.signal('SIGTERM');
                assert.doesNotMatch((await seen.ended).stdout, /Deleted/, 'not even for a moment');
                assert.equal(await addresses(client), before);
                assert.equal(await state(client), 'connected:full\n');
            }),
    },
];
