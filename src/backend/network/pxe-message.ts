// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { MARK_FILE, MARK_TYPE } from './share-live-mark.js';

/** Places in a DHCP message (RFC 2131, section 2). */
const CLIENT_ADDRESS = 12;
const SERVER_ADDRESS = 20;
const CLIENT_MAC = 28;
const FILE = 108;
const OPTIONS = 236;

const REQUEST = [1, 1, 6, 0];
const REPLY = 2;
/** The magic number before the options; then: a DHCPREQUEST (RFC 2132, section 9.6) … */
const COOKIE = [99, 130, 83, 99];
const IS_REQUEST = [53, 1, 3];

/**
 * What firmware would ask a proxyDHCP server at port 4011 when it has an address already (PXE 2.1, section 2.2.3), from a
 * kind of computer that only a Share Live knows.
 *
 * @param id by which the answer is known, 32 bits
 * @param mac with colons; address dotted: where the answer is sent to
 */
export function pxeRequest(id: number, mac: string, address: string): Uint8Array {
    const vendor = [...new TextEncoder().encode('PXEClient')];
    const options = [
        ...IS_REQUEST,
        60,
        vendor.length,
        ...vendor,
        93,
        2,
        MARK_TYPE >> 8,
        MARK_TYPE & 255,
        255,
    ];
    // BOOTP's shortest message (RFC 1542, section 2.1)
    const message = new Uint8Array(300);
    message.set([...REQUEST, ...bytesOf(id)]);
    message.set(address.split('.').map(Number), CLIENT_ADDRESS);
    message.set(
        mac.split(':').map(byte => Number.parseInt(byte, 16)),
        CLIENT_MAC,
    );
    message.set([...COOKIE, ...options], OPTIONS);
    return message;
}

/** @returns the address of the Share Live that has answered this request; null where it is something else */
export function readMark(message: Uint8Array, id: number): string | null {
    const mark = [...new TextEncoder().encode(MARK_FILE), 0];
    const isAt = (place: number, bytes: readonly number[]): boolean =>
        bytes.every((byte, at) => message[place + at] === byte);
    if (!isAt(0, [REPLY]) || !isAt(4, bytesOf(id)) || !isAt(FILE, mark)) return null;
    return message.slice(SERVER_ADDRESS, SERVER_ADDRESS + 4).join('.');
}

function bytesOf(id: number): readonly number[] {
    return [24, 16, 8, 0].map(shift => (id >>> shift) & 255);
}
