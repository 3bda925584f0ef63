// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Machine } from './machine.js';

/** DHCP message types (RFC 2132, section 9.6). */
const TYPES = { discover: 1, request: 3 } as const;

export interface BootQuestion {
    readonly type: keyof typeof TYPES;
    /** Six bytes. */
    readonly mac: readonly number[];
    /** How the firmware calls itself: `HTTPClient`. */
    readonly vendorClass: string;
    /** Its machine type (RFC 4578, section 2.1). */
    readonly arch: number;
    /** For a request: the server that it was made an offer by, and what it offered. */
    readonly chosen?: { readonly server: string; readonly address: string };
}

/** Sends the datagram that it is given, from a DHCP client's port to all servers' of a network. */
const SEND = `
const [broadcast, hex] = process.argv.slice(1);
const socket = require('dgram').createSocket('udp4');
socket.bind(68, () => {
    socket.setBroadcast(true);
    socket.send(Buffer.from(hex, 'hex'), 67, broadcast, () => socket.close());
});
`;

/** Asks as firmware does that starts from the network (RFC 2131, RFC 4578), and waits for no answer. */
export async function askToBoot(machine: Machine, broadcast: string, question: BootQuestion): Promise<void> {
    const packet = bootQuestion(question).toString('hex');
    await machine.check([process.execPath, '-e', SEND, broadcast, packet]);
}

function bootQuestion({ type, mac, vendorClass, arch, chosen }: BootQuestion): Buffer {
    const header = Buffer.alloc(236);
    // a request over Ethernet, to be answered to everybody, for its sender has no address yet
    header.set([1, 1, 6, 0]);
    header.writeUInt32BE(0x5ba5e11e, 4);
    header.writeUInt16BE(0x8000, 10);
    header.set(mac, 28);
    return Buffer.concat([
        header,
        Buffer.from([99, 130, 83, 99]),
        option(53, [TYPES[type]]),
        option(55, [1, 3, 6, 43, 60, 66, 67]),
        option(60, Buffer.from(vendorClass, 'latin1')),
        option(93, [arch >> 8, arch & 255]),
        option(94, [1, 3, 0]),
        ...(chosen === undefined
            ? []
            : [option(54, bytesOf(chosen.server)), option(50, bytesOf(chosen.address))]),
        Buffer.from([255]),
    ]);
}

function option(code: number, value: ArrayLike<number>): Buffer {
    return Buffer.from([code, value.length, ...Array.from(value)]);
}

function bytesOf(address: string): readonly number[] {
    return address.split('.').map(Number);
}
