// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';
import GObject from 'gi://GObject?version=2.0';
import NM from 'gi://NM?version=1.0';

import { isOthers, leaseOf, ownConnectionOf } from '../backend/network/nm-device.js';
import { isPhone } from '../backend/network/phone.js';
import { BRIDGE } from '../backend/network/share-live-mark.js';
import type { InterfaceKind } from '../backend/network/types.js';
import { listSockets, type Device, type Networks } from './sockets.js';

Gio._promisify(NM.Client.prototype, 'init_async', 'init_finish');

/**
 * Follows the interfaces that can be shared on, as NetworkManager knows them, also when it starts later, or again.
 *
 * @param onChange called with the first answer and after every change
 * @returns ends it, which must come before the program does
 */
export function watchNetworks(onChange: (networks: Networks) => void): () => void {
    const client = new NM.Client();
    let pending = 0;
    // a cable that is plugged in changes a dozen properties: they are read once
    const changed = (): void => {
        if (pending !== 0) return;
        pending = GLib.idle_add(GLib.PRIORITY_DEFAULT_IDLE, () => {
            pending = 0;
            followConfigs();
            onChange(readNetworks(client));
            return GLib.SOURCE_REMOVE;
        });
    };
    // NetworkManager 1.52 tells of a gateway after all that it tells of the device
    const configs = new Map<GObject.Object, number>();
    const followConfigs = (): void => {
        const now = client.get_devices().flatMap(device => device.get_ip4_config() ?? []);
        for (const [config, handler] of configs) {
            if (now.some(each => each === config)) continue;
            GObject.signal_handler_disconnect(config, handler);
            configs.delete(config);
        }
        for (const config of now)
            if (!configs.has(config)) configs.set(config, config.connect('notify', changed));
    };
    const followed: [GObject.Object, number][] = [];
    const follow = (device: GObject.Object): void => {
        followed.push([device, device.connect('notify', changed)]);
    };
    const begin = async (): Promise<void> => {
        try {
            await client.init_async(GLib.PRIORITY_DEFAULT, null);
        } catch {
            // there is no system bus, and none will come
            onChange({ kind: 'no-manager' });
            return;
        }
        client.get_devices().forEach(follow);
        followed.push(
            [client, client.connect('device-added', (_, device) => (follow(device), changed()))],
            [client, client.connect('device-removed', changed)],
            [client, client.connect('notify::nm-running', changed)],
            [client, client.connect('notify::active-connections', changed)],
        );
        changed();
    };
    void begin();
    return () => {
        // or what they say in their end would come in the middle of the collection of garbage
        // not object.disconnect(): that of NM.Device takes down its network
        for (const [object, handler] of [...followed, ...configs])
            GObject.signal_handler_disconnect(object, handler);
        if (pending !== 0) GLib.source_remove(pending);
    };
}

function readNetworks(client: NM.Client): Networks {
    if (!client.get_nm_running()) return { kind: 'no-manager' };
    const devices = client.get_devices().filter(device => kindOf(device) !== null);
    const labels = NM.Device.disambiguate_names(devices);
    return listSockets(
        devices.flatMap((device, i) => {
            const kind = kindOf(device);
            return kind === null ? [] : describe(device, kind, labels[i] ?? device.get_iface());
        }),
    );
}

/** As the helper sees it; but a veth only where it is not a container's. @returns null where nothing can be shared on it */
function kindOf(device: NM.Device): InterfaceKind | null {
    if (isPort(device)) return null;
    const inNetwork = addressesOf(device).length > 0;
    switch (device.get_device_type()) {
        case NM.DeviceType.ETHERNET:
            return isPhone(device.get_driver() ?? '', device.get_hw_address() ?? '') ? 'phone' : 'socket';
        case NM.DeviceType.VETH:
            return device.get_state() === NM.DeviceState.UNMANAGED ? null : 'socket';
        case NM.DeviceType.WIFI:
            return inNetwork ? 'wireless' : null;
        case NM.DeviceType.BRIDGE:
            return inNetwork && isOverCard(device as NM.DeviceBridge) ? 'compound' : null;
        case NM.DeviceType.BOND:
        case NM.DeviceType.TEAM:
        case NM.DeviceType.VLAN:
            return inNetwork ? 'compound' : null;
        default:
            return null;
    }
}

/** Whether it is a part of a bridge or bond, by NetworkManager's doing or that of somebody else. */
function isPort(device: NM.Device): boolean {
    return (
        (device.get_active_connection()?.get_master() ?? null) !== null ||
        GLib.file_test(`/sys/class/net/${device.get_iface()}/master`, GLib.FileTest.EXISTS)
    );
}

/** Those of containers and virtual machines have no card for a port; that of a share is not to be shared on. */
function isOverCard(bridge: NM.DeviceBridge): boolean {
    return (
        bridge.get_iface() !== BRIDGE &&
        bridge.get_slaves().some(port => port.get_device_type() === NM.DeviceType.ETHERNET)
    );
}

function addressesOf(device: NM.Device): readonly string[] {
    return (device.get_ip4_config()?.get_addresses() ?? []).map(
        address => `${address.get_address()}/${address.get_prefix()}`,
    );
}

function describe(device: NM.Device, kind: InterfaceKind, label: string): Device {
    const addresses = addressesOf(device);
    return {
        name: device.get_iface(),
        label,
        mac: device.get_hw_address() ?? '',
        carrier: (device.get_interface_flags() & NM.DeviceInterfaceFlags.CARRIER) !== 0,
        kind,
        master: null,
        activeConnection: ownConnectionOf(device)?.get_uuid() ?? null,
        configuredExternally: isOthers(device, addresses.length > 0),
        addresses,
        lease: leaseOf(device),
        // not get_default(), which is true of one connection only: another with a gateway is no free socket either
        defaultRoute: (device.get_ip4_config()?.get_gateway() ?? '') !== '',
        connected: addresses.length > 0,
        online: online(device),
    };
}

const AF_INET = 2;

function online(device: NM.Device): boolean | null {
    switch (device.get_connectivity(AF_INET)) {
        case NM.ConnectivityState.UNKNOWN:
            return null;
        case NM.ConnectivityState.FULL:
            return true;
        default:
            return false;
    }
}
