// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { pxeRequest, readMark } from './pxe-message.js';
import type { ClientNetwork } from './types.js';

Gio._promisify(Gio.InputStream.prototype, 'read_bytes_async', 'read_bytes_finish');

/** Where a proxyDHCP server is asked (PXE 2.1, section 2.2.3). */
const PORT = 4011;

/** Another computer answers within milliseconds; over a wireless network broadcasts wait for sleepers. */
const WAIT_MS = 500;
const MAX_ANSWER_BYTES = 1500;

/**
 * Looks for a Share Live of another computer that serves beside this network's DHCP server. That gives no addresses, so
 * that no DHCP client hears it; it does answer who asks where to start from. Needs no privileges.
 *
 * @param network with an address of this machine
 * @param mac of the interface there
 * @returns the other one's address; null where none answers, or nothing can be asked
 */
export async function callShareLives(network: ClientNetwork, mac: string): Promise<string | null> {
    const id = GLib.random_int();
    const cancellable = new Gio.Cancellable();
    const timer = GLib.timeout_add(GLib.PRIORITY_DEFAULT, WAIT_MS, () => {
        cancellable.cancel();
        return GLib.SOURCE_CONTINUE;
    });
    let socket: Gio.Socket | null = null;
    try {
        socket = Gio.Socket.new(Gio.SocketFamily.IPV4, Gio.SocketType.DATAGRAM, Gio.SocketProtocol.UDP);
        socket.broadcast = true;
        socket.bind(Gio.InetSocketAddress.new_from_string(network.address, 0), false);
        const everybody = Gio.InetSocketAddress.new_from_string(broadcastAddress(network), PORT);
        socket.send_to(everybody, pxeRequest(id, mac, network.address), null);
        const answers = socket.connection_factory_create_connection().get_input_stream();
        for (;;) {
            const bytes = await answers.read_bytes_async(
                MAX_ANSWER_BYTES,
                GLib.PRIORITY_DEFAULT,
                cancellable,
            );
            const address = readMark(bytes.toArray(), id);
            if (address !== null) return address;
        }
    } catch {
        return null;
    } finally {
        GLib.source_remove(timer);
        socket?.close();
    }
}

function broadcastAddress({ network, netmask }: ClientNetwork): string {
    const mask = netmask.split('.').map(Number);
    return network
        .split('.')
        .map((part, at) => Number(part) | (255 & ~(mask[at] ?? 255)))
        .join('.');
}
