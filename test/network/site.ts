// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { freeSubnet } from '../../src/backend/network/subnet.js';
import { connect, makeMachine, type Machine, type Started } from '../lab/machine.js';
import {
    startNetworkManager,
    type NetworkManager,
    type NetworkManagerOptions,
} from '../lab/network-manager.js';
import { oneByOne } from '../lab/process.js';
import { takeSnapshot, waitUntilAsBefore, type Folder, type Snapshot } from '../lab/snapshot.js';
import { eventually } from './case.js';

export const BRIDGE = 'sharelive0';
/** The profiles of a share's bridge and of its port. */
export const PROFILES = ['5ba5e000-0000-4000-8000-000000000001', '5ba5e000-0000-4000-8000-000000000002'];
export const SUBNET = freeSubnet([]);

/**
 * The machine to share from, with NetworkManager; a machine at the end of a cable to its `eth0`; and one that
 * is its way to the internet, at the end of a cable to its `lan0`.
 */
export interface Site {
    readonly host: Machine;
    readonly peer: Machine;
    readonly router: Machine;
    readonly networkManager: NetworkManager;
}

export async function withSite(
    run: (site: Site) => Promise<void>,
    options?: NetworkManagerOptions,
): Promise<void> {
    const host = await makeMachine();
    const peer = await makeMachine();
    const router = await makeMachine();
    try {
        await connect(host, 'eth0', peer, 'cable0');
        await connect(host, 'lan0', router, 'cable1');
        await run({ host, peer, router, networkManager: await startNetworkManager(host, options) });
    } finally {
        for (const machine of [host, peer, router]) await machine.close();
    }
}

/** Gives an interface a profile as a person would make it, and waits until it is up. @returns its UUID */
export async function connectStatically(
    machine: Machine,
    name: string,
    ...settings: readonly string[]
): Promise<string> {
    const add = [
        'nmcli',
        'connection',
        'add',
        'type',
        'ethernet',
        'con-name',
        `office-${name}`,
        'ifname',
        name,
    ];
    await machine.check([...add, 'ipv4.method', 'manual', ...settings]);
    await machine.check(['nmcli', 'connection', 'up', `office-${name}`]);
    return (
        await machine.check(['nmcli', '-g', 'connection.uuid', 'connection', 'show', `office-${name}`])
    ).trim();
}

/** @throws where the bridge is not whole: its address, its port, both as NetworkManager wants them */
export async function expectBridge(host: Machine): Promise<void> {
    const addresses = await host.check(['ip', '-o', '-4', 'address', 'show', 'dev', BRIDGE]);
    assert.match(addresses, new RegExp(`inet ${SUBNET.address}/${SUBNET.prefix} `));
    assert.match(
        await host.check(['ip', '-o', 'link', 'show', 'dev', 'eth0']),
        new RegExp(`master ${BRIDGE} `),
    );
    const devices = await host.check(['nmcli', '-t', '-f', 'DEVICE,STATE', 'device']);
    assert.match(devices, new RegExp(`^${BRIDGE}:connected$`, 'm'));
    assert.match(devices, /^eth0:connected$/m);
}

/** Takes a snapshot of a machine that is at rest. */
export async function settled(machine: Machine): Promise<Snapshot> {
    await eventually(10_000, async () => {
        const text = await machine.check(['ip', '-o', 'address']);
        if (text.includes('tentative')) throw new Error(`IPv6 still checks its addresses:\n${text}`);
    });
    return takeSnapshot(oneByOne(machine.exec), foldersOf(machine));
}

/** Waits until NetworkManager has settled and all is as before. @throws with what is not */
export async function expectAsBefore(machine: Machine, before: Snapshot): Promise<void> {
    await waitUntilAsBefore(() => takeSnapshot(oneByOne(machine.exec), foldersOf(machine)), before, 10_000);
}

function foldersOf(machine: Machine): Folder[] {
    return ['/run', ...machine.changes].map(path => ({ path, standsFor: path }));
}

/** Resolves when a program has written a line with this text to one of its outputs. */
export function says({ child, ended }: Started, text: string): Promise<void> {
    return new Promise((resolve, reject) => {
        for (const stream of [child.stdout, child.stderr])
            stream?.on('data', (chunk: string) => {
                if (chunk.includes(text)) resolve();
            });
        ended.then(({ stdout, stderr }) => {
            reject(new Error(`ended without “${text}”: ${stdout}${stderr}`));
        }, reject);
    });
}

/** Starts a router's DHCP server at an interface, which gets 192.168.50.1. */
export async function startDhcpServer(machine: Machine, name: string): Promise<Started> {
    await machine.check(['ip', 'address', 'add', '192.168.50.1/24', 'dev', name]);
    const server = machine.start([
        'dnsmasq',
        '--no-daemon',
        '--conf-file=/dev/null',
        `--interface=${name}`,
        '--bind-interfaces',
        '--port=0',
        '--dhcp-range=192.168.50.10,192.168.50.20',
        '--dhcp-leasefile=/run/leases',
        '--pid-file=',
    ]);
    await says(server, 'DHCP, sockets bound');
    return server;
}
