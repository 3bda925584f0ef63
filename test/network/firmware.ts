// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Machine } from '../lab/machine.js';

/** What a network card's ROM or a firmware asks with. */
export interface Question {
    readonly mac: string;
    /** What it says in option 93: RFC 4578, section 2.1. */
    readonly type: number;
    /** The first word of option 60. */
    readonly by?: 'PXEClient' | 'HTTPClient';
}

export interface OfferSeen {
    /** The address that is offered; 0.0.0.0 for none. */
    readonly address: string;
    /** The boot file; '' for none. */
    readonly file: string;
}

const WAIT_MS = 1500;

/** Sends a DHCPDISCOVER (RFC 2131, section 2) and prints what comes back to its transaction, from the given address. */
const SCRIPT = `
    const [mac, type, by, from, waitMs] = process.argv.slice(1);
    const packet = Buffer.alloc(300);
    const xid = require('crypto').randomBytes(4);
    packet.set([1, 1, 6, 0, ...xid, 0, 0, 0x80]);
    packet.set(Buffer.from(mac.replaceAll(':', ''), 'hex'), 28);
    const vendor = Buffer.from(by + ':Arch:' + type.padStart(5, '0') + ':UNDI:003000');
    packet.set([0x63, 0x82, 0x53, 0x63, 53, 1, 1, 93, 2, type >> 8, type & 255, 94, 3, 1, 3, 0,
        55, 5, 1, 3, 43, 60, 67, 60, vendor.length, ...vendor, 255], 236);
    const socket = require('dgram').createSocket({ type: 'udp4', reuseAddr: true });
    socket.on('message', (answer, { address }) => {
        if (address !== from || !answer.subarray(4, 8).equals(xid)) return;
        const file = answer.subarray(108, 236).toString('latin1').replace(/\\0.*/s, '');
        console.log(JSON.stringify({ address: answer.subarray(16, 20).join('.'), file }));
        process.exit();
    });
    socket.bind(68, () => {
        socket.setBroadcast(true);
        socket.send(packet, 67, '255.255.255.255');
    });
    setTimeout(() => process.exit(), Number(waitMs));
`;

/**
 * Asks from a machine, which needs an address and a route for broadcasts, where to start from.
 *
 * @returns the offer of this server, or null where it makes none
 */
export async function askWhereToStart(
    machine: Machine,
    server: string,
    { mac, type, by = 'PXEClient' }: Question,
): Promise<OfferSeen | null> {
    const text = await machine.check([
        ...[process.execPath, '-e', SCRIPT, mac, String(type), by, server, String(WAIT_MS)],
    ]);
    return text === '' ? null : (JSON.parse(text) as OfferSeen);
}
