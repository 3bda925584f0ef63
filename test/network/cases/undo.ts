// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { FIREWALL_TABLE, ownNetworkRules } from '../../../src/backend/network/firewall.js';
import { NFS_PORTS } from '../../../src/backend/network/nfs-ports.js';
import type { Machine, Started } from '../../lab/machine.js';
import { compareSnapshots } from '../../lab/snapshot.js';
import { eventually, type Case } from '../case.js';
import { callAndHold, callChecked } from '../driver.js';
import {
    BRIDGE,
    connectStatically,
    expectBridge,
    expectAsBefore,
    PROFILES,
    settled,
    SUBNET,
    withSite,
} from '../site.js';

/** All that a share does to the network. @returns the process that holds the bridge, as the helper does */
async function change(host: Machine): Promise<Started> {
    const options = {
        interface: BRIDGE,
        uplink: 'lan0',
        network: SUBNET,
        httpPort: 80,
        guardNfs: true,
        mountdPort: NFS_PORTS.mountd,
        closedToDhcp: [],
    };
    await host.check(['nft', '-f', '-'], { input: ownNetworkRules(options) });
    const maker = await callAndHold(host, 'makeBridge', BRIDGE, 'eth0', SUBNET, PROFILES);
    await callChecked(host, 'setForwarding', BRIDGE, true);
    await callChecked(host, 'setForwarding', 'lan0', true);
    return maker;
}

/** What the janitor does, from a process of its own. */
async function undo(host: Machine, connection: string): Promise<void> {
    await callChecked(host, 'setForwarding', 'lan0', false);
    await callChecked(host, 'removeBridge', BRIDGE, PROFILES);
    await callChecked(host, 'reconnect', 'eth0', connection);
    await host.check(['nft', '-f', '-'], {
        input: `table inet ${FIREWALL_TABLE}\ndelete table inet ${FIREWALL_TABLE}\n`,
    });
}

async function connectOffice(host: Machine): Promise<string> {
    await connectStatically(host, 'lan0', 'ipv4.addresses', '192.168.5.2/24', 'ipv4.gateway', '192.168.5.1');
    return connectStatically(host, 'eth0', 'ipv4.addresses', '192.168.6.2/24');
}

async function expectNoBridge(host: Machine): Promise<void> {
    assert.doesNotMatch(await host.check(['ip', '-o', 'link']), new RegExp(BRIDGE));
    assert.doesNotMatch(
        await host.check(['nmcli', '-t', '-f', 'UUID', 'connection']),
        new RegExp(PROFILES.join('|')),
    );
}

export const undoCases: readonly Case[] = [
    {
        name: 'undo: the network is as before, played twice or before anything was done',
        run: () =>
            withSite(async ({ host }) => {
                const office = await connectOffice(host);
                const before = await settled(host);
                await undo(host, office);
                await expectAsBefore(host, before);
                const maker = await change(host);
                assert.notDeepEqual(compareSnapshots(before, await settled(host)), []);
                await undo(host, office);
                await maker.signal('SIGTERM');
                await maker.ended;
                await expectAsBefore(host, before);
                await undo(host, office);
                await expectAsBefore(host, before);
            }),
    },
    {
        name: 'undo: NetworkManager drops the bridge of a killed helper by itself, the rest is undone by another process',
        run: () =>
            withSite(async ({ host }) => {
                const office = await connectOffice(host);
                await host.check(['nmcli', 'connection', 'modify', office, 'connection.autoconnect', 'no']);
                const before = await settled(host);
                const maker = await change(host);
                await maker.signal('SIGKILL');
                await eventually(10_000, () => expectNoBridge(host));
                await undo(host, office);
                await expectAsBefore(host, before);
            }),
    },
    {
        name: 'undo: a bridge that outlived a restart of NetworkManager is taken away',
        run: () =>
            withSite(async ({ host, networkManager }) => {
                const office = await connectOffice(host);
                const before = await settled(host);
                const maker = await change(host);
                await networkManager.stop();
                await networkManager.start();
                await expectBridge(host);
                await maker.signal('SIGKILL');
                await maker.ended;
                await undo(host, office);
                await expectAsBefore(host, before);
            }),
    },
    {
        name: 'undo: a bridge that NetworkManager died over is taken away',
        run: () =>
            withSite(async ({ host, networkManager }) => {
                const office = await connectOffice(host);
                const before = await settled(host);
                const maker = await change(host);
                await networkManager.kill();
                await maker.signal('SIGKILL');
                await maker.ended;
                await host.check(['ip', 'link', 'show', 'dev', BRIDGE]);
                await undo(host, office);
                await host.exec(['ip', 'link', 'show', 'dev', BRIDGE]).then(({ status }) => {
                    assert.notEqual(status, 0);
                });
                await networkManager.start();
                await expectAsBefore(host, before);
            }),
    },
    {
        name: "undo: NetworkManager's own wired connection goes on looking for a DHCP server",
        run: () =>
            withSite(
                async ({ host }) => {
                    const active = [
                        'nmcli',
                        '-g',
                        'GENERAL.CON-UUID,GENERAL.CONNECTION',
                        'device',
                        'show',
                        'eth0',
                    ];
                    const before = await eventually(5000, async () => {
                        const text = await host.check(active);
                        assert.match(text, /Wired connection/);
                        return text;
                    });
                    const [uuid = ''] = before.split('\n');
                    const maker = await change(host);
                    await undo(host, uuid);
                    await maker.signal('SIGTERM');
                    await eventually(10_000, async () => {
                        assert.equal(await host.check(active), before);
                    });
                    await expectNoBridge(host);
                },
                { autoDefault: true },
            ),
    },
    {
        name: 'undo: a loop device over the file of a store goes after the helper was killed, and nobody else’s',
        run: () =>
            withSite(async ({ host }) => {
                const file = '/run/store.img';
                await host.check(['truncate', '--size=16M', file]);
                await host.check(['mkdir', '-p', '/run/share-live']);
                const loops = async (): Promise<readonly string[]> =>
                    (await host.check(['losetup', '-n', '-O', 'NAME', '--associated', file]))
                        .trim()
                        .split(/\s+/);
                const own = (await host.check(['losetup', '--find', '--show', file])).trim();
                try {
                    const helper = await callAndHold(host, 'takeLoop', file);
                    assert.equal((await loops()).length, 2);
                    await helper.signal('SIGKILL');
                    await helper.ended;
                    await callChecked(host, 'undoAll');
                    assert.deepEqual(await loops(), [own]);
                    // once more, where there is nothing left
                    await callChecked(host, 'undoAll');
                    assert.deepEqual(await loops(), [own]);
                } finally {
                    await host.check(['losetup', '--detach', own]);
                }
            }),
    },
];
