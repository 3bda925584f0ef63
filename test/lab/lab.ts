// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { existsSync } from 'node:fs';

import { install } from './installed.js';
import { startLabClient, type LabClientOptions } from './lab-client.js';
import { connect, makeMachine, type Computer, type Machine } from './machine.js';
import { layOverUsr } from './over-usr.js';
import { startNetworkManager, type NetworkManager } from './network-manager.js';
import { oneByOne } from './process.js';
import type { Scope } from './scope.js';
import { takeSnapshot, type Snapshot } from './snapshot.js';
import type { VirtualMachine } from './virtual-machine.js';

/** The sharing machine's interface to its clients. */
export const INTERFACE = 'eth0';

/** The connection that `INTERFACE` has before a share. */
export const PROFILE = 'before';

/** A name that only the network behind the sharing machine's uplink knows, and its address there. */
export const OUTSIDE = { name: 'outside.test', address: '203.0.113.1' } as const;

/** The address of a router at the other end of the cable, and its interface there. */
export const ROUTER = '192.168.50.1';
export const CABLE = 'cable0';

export interface Lab {
    /** Has NetworkManager, a profile in use on `INTERFACE`, and an uplink to the network where `OUTSIDE` is. */
    readonly sharing: Computer;
    snapshot(): Promise<Snapshot>;
    /** Plugs the other end of the sharing machine's cable in or out. */
    plug(up: boolean): Promise<void>;
    /** Switches on a computer at the other end of the cable; there is room for one. */
    startClient(options: LabClientOptions): Promise<VirtualMachine>;
}

/** A lab whose sharing machine is made of namespaces. */
export interface NamespaceLab extends Lab {
    readonly sharing: Machine;
    /** The machine at the other end of the cable, which is the router where there is one. */
    readonly peer: Machine;
    /** The one behind the uplink, where `OUTSIDE` is. */
    readonly outside: Machine;
    readonly networkManager: NetworkManager;
}

export interface LabOptions {
    /** Whether the cable leads to a network with a router, which gives addresses to everybody; else to nothing else. */
    readonly router?: boolean;
    /** Whether the program is installed in the sharing machine. */
    readonly installed?: boolean;
    /** A folder with loaders that the sharing machine has in its /usr instead of this machine's. */
    readonly loaders?: string;
}

/** The sharing machine, the other end of its cable and the network outside, as namespaces; all ends with the scope. */
export async function makeLab(
    scope: Scope,
    { router = false, installed = false, loaders }: LabOptions = {},
): Promise<NamespaceLab> {
    const machine = async (): Promise<Machine> => {
        const made = await makeMachine();
        scope.defer(() => made.close());
        return made;
    };
    const outside = await machine();
    const peer = await machine();
    const sharing = await machine();
    await connect(sharing, INTERFACE, peer, 'peer0');
    await connect(sharing, 'uplink0', outside, 'gate0');
    await layCable(peer);
    await startOutside(outside);
    if (router) await startRouter(peer);
    if (installed) await install(sharing);
    if (loaders !== undefined) await layOverUsr(sharing, 'loaders', loaders);
    const networkManager = await startNetworkManager(sharing);
    // Chosen by hand: what NetworkManager would not bring back by itself.
    await addProfile(sharing, PROFILE, INTERFACE, [
        ...['autoconnect', 'no'],
        ...(router ? ['ipv4.method', 'auto'] : ['ipv4.method', 'manual', 'ipv4.addresses', '192.0.2.2/24']),
    ]);
    await addProfile(sharing, 'uplink', 'uplink0', [
        ...['ipv4.method', 'manual', 'ipv4.addresses', '203.0.113.2/24'],
        ...['ipv4.gateway', OUTSIDE.address, 'ipv4.dns', OUTSIDE.address],
    ]);

    // The machine's /tmp is this machine's: others write there.
    const folders = [
        { path: '/run', standsFor: '/run' },
        ...sharing.changes.map(path => ({
            path,
            standsFor: path.replace(/^.*\/(\w+)\/changes$/, '/$1'),
            isOlder: existsSync,
        })),
    ];
    return {
        sharing,
        peer,
        outside,
        networkManager,
        snapshot: () => takeSnapshot(oneByOne(sharing.exec), folders),
        plug: async up => {
            await peer.check(['ip', 'link', 'set', 'peer0', up ? 'up' : 'down']);
        },
        startClient: options => startLabClient(scope, peer, 'client0', options),
    };
}

/** QEMU's network card and the veth's end become one cable. */
async function layCable(peer: Machine): Promise<void> {
    for (const argv of [
        ['ip', 'link', 'add', CABLE, 'type', 'bridge'],
        ['ip', 'link', 'set', CABLE, 'up'],
        ['ip', 'tuntap', 'add', 'client0', 'mode', 'tap'],
        ['ip', 'link', 'set', 'client0', 'master', CABLE, 'up'],
        ['ip', 'link', 'set', 'peer0', 'master', CABLE, 'up'],
    ])
        await peer.check(argv);
}

/** A home router as far as the clients can tell: gives addresses and answers names at the cable. */
export async function startRouter(peer: Machine): Promise<void> {
    await peer.check(['ip', 'address', 'add', `${ROUTER}/24`, 'dev', CABLE]);
    peer.start([
        ...[
            'dnsmasq',
            '--keep-in-foreground',
            '--conf-file=/dev/null',
            '--pid-file=',
            '--no-resolv',
            '--no-hosts',
        ],
        ...[`--interface=${CABLE}`, '--bind-interfaces', '--dhcp-range=192.168.50.100,192.168.50.150'],
        ...['--dhcp-leasefile=/run/leases', `--address=/${OUTSIDE.name}/${OUTSIDE.address}`],
    ]);
}

/** A name server with an address, for want of the internet. */
async function startOutside(outside: Machine): Promise<void> {
    await outside.check(['ip', 'address', 'add', `${OUTSIDE.address}/24`, 'dev', 'gate0']);
    outside.start([
        ...[
            'dnsmasq',
            '--keep-in-foreground',
            '--conf-file=/dev/null',
            '--pid-file=',
            '--no-resolv',
            '--no-hosts',
        ],
        `--address=/${OUTSIDE.name}/${OUTSIDE.address}`,
    ]);
}

/** As a person sets up a wired connection by hand; it is in use when this resolves. */
async function addProfile(
    sharing: Machine,
    name: string,
    device: string,
    settings: readonly string[],
): Promise<void> {
    await sharing.check([
        ...['nmcli', 'connection', 'add', 'type', 'ethernet', 'con-name', name, 'ifname', device],
        ...[...settings, 'ipv6.method', 'disabled'],
    ]);
    await sharing.check(['nmcli', '--wait', '30', 'connection', 'up', name]);
}
