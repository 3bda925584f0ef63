// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';
import NM from 'gi://NM?version=1.0';

import { delay } from '../lib/delay.js';
import { readText, removeTree } from '../lib/files.js';
import { run, runChecked } from '../lib/process.js';
import { Problem } from '../protocol/problem.js';
import { forgetInterface } from './firewalld.js';
import { networkManager, networkManagerIfAny } from './network-manager.js';
import type { Subnet } from './types.js';

Gio._promisify(NM.Client.prototype, 'add_connection2', 'add_connection2_finish');
Gio._promisify(NM.Client.prototype, 'add_and_activate_connection2', 'add_and_activate_connection2_finish');
Gio._promisify(NM.Client.prototype, 'activate_connection_async', 'activate_connection_finish');
Gio._promisify(NM.RemoteConnection.prototype, 'delete_async', 'delete_finish');

/** How long NetworkManager may take to make the bridge, and to take it away. */
const MAKE_MS = 20_000;
const REMOVE_MS = 5_000;
const POLL_MS = 50;

/** Where NetworkManager keeps profiles that do not outlive a boot (NetworkManager.conf(5), section keyfile). */
const VOLATILE_PROFILES = '/run/NetworkManager/system-connections';

/** In the NetworkManager API an IP address family is that of the kernel. */
const AF_INET = 2;

/**
 * NetworkManager forgets a profile with these options when it is no longer active, and deactivates it when the bus
 * connection of whoever activated it has gone: a killed helper takes its profiles along.
 */
const BOUND_TO_US = { persist: 'volatile', 'bind-activation': 'dbus-client' };

/**
 * Makes a bridge over a network interface and gives it the subnet's address: NetworkManager takes the address off a
 * plain interface when its cable goes dead, as at every restart of a client, but not off a bridge.
 *
 * @param profiles UUIDs for the profiles of the bridge and of its port
 * @param zone firewalld's, for the bridge; NetworkManager tells it so, again after each reload. null for its default one
 * @returns when both are activated and the kernel shows the address
 * @throws Problem `no-network-manager`, `interface-unknown`, `engine-failed`
 */
export async function makeBridge(
    name: string,
    port: string,
    subnet: Subnet,
    profiles: readonly [string, string],
    zone: string | null = null,
): Promise<void> {
    const client = await networkManager();
    const device = client.get_device_by_iface(port);
    if (device === null) throw new Problem('interface-unknown', { interface: port });
    const [bridgeProfile, portProfile] = profiles;
    const known = await makeKnown(client, name, portProfile);
    const bridge = await activate(
        client,
        bridgeConnection(name, bridgeProfile, device.get_hw_address(), subnet, zone),
        known,
    );
    await deleteProfile(client, portProfile);
    const attached = await activate(client, portConnection(port, portProfile, bridgeProfile), device);
    await becomesActive(bridge);
    await becomesActive(attached);
    const address = `inet ${subnet.address}/${subnet.prefix} `;
    if (!(await within(MAKE_MS, async () => (await addressesOf(name)).includes(address))))
        throw failed(`${name} has no address`);
}

/**
 * Takes a bridge away, from whatever process, and also where NetworkManager has done so itself or runs no more.
 *
 * @throws Problem `engine-failed` where it is still there then
 */
export async function removeBridge(name: string, profiles: readonly [string, string]): Promise<void> {
    const client = await networkManagerIfAny();
    if (client === null) forgetProfiles(profiles);
    // the port's first, so that it is not deactivated for a second reason meanwhile
    for (const uuid of [...profiles].reverse()) await deleteProfile(client, uuid);
    const gone = client !== null && (await within(REMOVE_MS, async () => !(await exists(name))));
    if (!gone && (await exists(name)))
        await runChecked(['ip', 'link', 'delete', 'dev', name, 'type', 'bridge']);
    await forgetInterface(name);
}

/**
 * Removes the files in which NetworkManager keeps volatile profiles over a restart of its own: one that starts again
 * after a crash would take up the bridge's where it was.
 */
function forgetProfiles(profiles: readonly [string, string]): void {
    if (!GLib.file_test(VOLATILE_PROFILES, GLib.FileTest.IS_DIR)) return;
    const folder = Gio.File.new_for_path(VOLATILE_PROFILES);
    const files = folder.enumerate_children('standard::name', Gio.FileQueryInfoFlags.NONE, null);
    for (let file = files.next_file(null); file !== null; file = files.next_file(null)) {
        const path = `${VOLATILE_PROFILES}/${file.get_name()}`;
        const lines = (readText(path) ?? '').split('\n');
        if (profiles.some(uuid => lines.includes(`uuid=${uuid}`))) removeTree(path);
    }
    files.close(null);
}

/**
 * Lets an interface have the connection again that it had before the share. It is only asked for: whether it comes up
 * depends on the cable. Nothing happens where it is there already, where the profile or the interface has gone, and
 * where NetworkManager runs no more.
 */
export async function reconnect(port: string, profile: string): Promise<void> {
    const client = await networkManagerIfAny();
    const connection = client?.get_connection_by_uuid(profile) ?? null;
    const device = client?.get_device_by_iface(port) ?? null;
    if (client === null || connection === null || device === null) return;
    if (device.get_active_connection()?.get_uuid() === profile) return;
    try {
        await client.activate_connection_async(connection, device, null, null);
    } catch (error) {
        // Without a cable NetworkManager refuses now, and connects by itself when there is one.
        if (device.get_state() > NM.DeviceState.UNAVAILABLE) throw failed(String(error));
    }
}

/**
 * Makes a bridge known to NetworkManager that does not exist yet. It takes a profile that is bound to us only for a
 * device that it knows, and it knows that of any profile; so it gets an inactive one, which then has to go again.
 */
async function makeKnown(client: NM.Client, name: string, uuid: string): Promise<NM.Device> {
    const placeholder = connectionOf([
        new NM.SettingConnection({
            id: nameOf(name),
            uuid,
            type: 'bridge',
            interface_name: name,
            autoconnect: false,
        }),
        new NM.SettingBridge(),
    ]);
    const settings = placeholder.to_dbus(NM.ConnectionSerializationFlags.ALL);
    let device: NM.Device | undefined;
    try {
        await client.add_connection2(settings, NM.SettingsAddConnection2Flags.IN_MEMORY, null, true, null);
    } catch (error) {
        throw failed(String(error));
    }
    await within(MAKE_MS, () => {
        device = client.get_all_devices().find(each => each.get_iface() === name);
        return device !== undefined;
    });
    if (device === undefined) throw failed(`no device ${name}`);
    return device;
}

async function activate(
    client: NM.Client,
    connection: NM.Connection,
    device: NM.Device,
): Promise<NM.ActiveConnection> {
    const options = Object.fromEntries(
        Object.entries(BOUND_TO_US).map(([key, value]) => [key, new GLib.Variant('s', value)]),
    );
    try {
        const [active] = await client.add_and_activate_connection2(
            connection,
            device,
            null,
            new GLib.Variant('a{sv}', options),
            null,
        );
        return active;
    } catch (error) {
        throw failed(String(error));
    }
}

async function becomesActive(active: NM.ActiveConnection): Promise<void> {
    const settled = await within(MAKE_MS, () => active.get_state() >= NM.ActiveConnectionState.ACTIVATED);
    if (!settled || active.get_state() !== NM.ActiveConnectionState.ACTIVATED)
        throw failed(
            `${active.get_id()} is in state ${active.get_state()}, reason ${active.get_state_reason()}`,
        );
}

function bridgeConnection(
    name: string,
    uuid: string,
    mac: string,
    subnet: Subnet,
    zone: string | null,
): NM.Connection {
    const ipv4 = new NM.SettingIP4Config({ method: 'manual', never_default: true, may_fail: false });
    ipv4.add_address(NM.IPAddress.new(AF_INET, subnet.address, subnet.prefix));
    return connectionOf([
        new NM.SettingConnection({
            id: nameOf(name),
            uuid,
            type: 'bridge',
            interface_name: name,
            autoconnect: false,
            ...(zone === null ? {} : { zone }),
        }),
        // Spanning tree would keep the port silent for its first 30 s: longer than a PXE ROM asks. The bridge takes
        // its port's address, so that the machine looks the same to the network with and without it.
        new NM.SettingBridge({ stp: false, mac_address: mac }),
        ipv4,
        new NM.SettingIP6Config({ method: 'disabled' }),
    ]);
}

function portConnection(port: string, uuid: string, bridge: string): NM.Connection {
    return connectionOf([
        new NM.SettingConnection({
            id: nameOf(port),
            uuid,
            type: '802-3-ethernet',
            interface_name: port,
            master: bridge,
            slave_type: 'bridge',
            autoconnect: false,
        }),
        new NM.SettingWired(),
        new NM.SettingBridgePort(),
    ]);
}

/** What a person sees in their list of connections. */
function nameOf(name: string): string {
    return `Share Live ${name}`;
}

function connectionOf(settings: readonly NM.Setting[]): NM.Connection {
    const connection = NM.SimpleConnection.new();
    for (const setting of settings) connection.add_setting(setting);
    return connection;
}

async function deleteProfile(client: NM.Client | null, uuid: string): Promise<void> {
    try {
        await client?.get_connection_by_uuid(uuid)?.delete_async(null);
    } catch (error) {
        // NetworkManager may have forgotten it between our two looks.
        if (client?.get_connection_by_uuid(uuid)) throw failed(String(error));
    }
}

async function exists(name: string): Promise<boolean> {
    return (await run(['ip', 'link', 'show', 'dev', name])).status === 0;
}

async function addressesOf(name: string): Promise<string> {
    return (await run(['ip', '-o', '-4', 'address', 'show', 'dev', name])).stdout;
}

/** Looks until it is so. @returns false where it was not so in that time */
async function within(ms: number, isSo: () => boolean | Promise<boolean>): Promise<boolean> {
    const deadline = GLib.get_monotonic_time() / 1000 + ms;
    while (!(await isSo())) {
        if (GLib.get_monotonic_time() / 1000 > deadline) return false;
        await delay(POLL_MS);
    }
    return true;
}

function failed(detail: string): Problem {
    return new Problem('engine-failed', { engine: 'NetworkManager' }, detail);
}
