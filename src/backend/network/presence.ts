// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { repeatedly, type Repetition } from '../lib/repeatedly.js';
import { readNeighbour } from './neighbours.js';

/** Longer than the kernel takes to find out that nobody answers any more (delay_first_probe_time and three probes in arp(7)). */
const PAUSE_MS = 15_000;

/** A network is set up anew while a system starts, which takes some seconds. */
const MISSES = 2;

/** Where nobody listens (Discard Protocol, RFC 863): what is sent there only makes the kernel ask whose the address is. */
const PORT = 9;

/**
 * Looks again and again whether clients are still there: whoever has an address answers ARP, whatever its own firewall says.
 *
 * @param own address of this machine, on the interface
 * @param addresses of the clients that are expected to answer
 * @param onSeen called for each of them after each look
 */
export function watchPresence(
    interfaceName: string,
    own: string,
    addresses: () => readonly string[],
    onSeen: (address: string, answers: boolean) => void,
): Repetition {
    const misses = new Map<string, number>();
    let asked: readonly string[] = [];
    return repeatedly(PAUSE_MS, () => {
        for (const address of asked) {
            const missed =
                readNeighbour(interfaceName, address) === null ? (misses.get(address) ?? 0) + 1 : 0;
            misses.set(address, missed);
            onSeen(address, missed < MISSES);
        }
        asked = addresses();
        askWhose(own, asked);
        return Promise.resolve('again');
    });
}

function askWhose(own: string, addresses: readonly string[]): void {
    if (addresses.length === 0) return;
    const socket = Gio.Socket.new(Gio.SocketFamily.IPV4, Gio.SocketType.DATAGRAM, Gio.SocketProtocol.UDP);
    try {
        // what the network is is known already: nothing is to leave by another one
        socket.bind(Gio.InetSocketAddress.new_from_string(own, 0), false);
        socket.set_blocking(false);
        for (const address of addresses) {
            try {
                socket.send_to(Gio.InetSocketAddress.new_from_string(address, PORT), Uint8Array.of(0), null);
            } catch {
                // the answer of one that was asked before: nobody listens there
            }
        }
    } catch {
        // the address has gone, which ends the share
    } finally {
        socket.close();
    }
}
