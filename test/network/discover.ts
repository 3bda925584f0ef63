// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Machine } from '../lab/machine.js';

/** Broadcasts a DHCPDISCOVER of a PXE ROM (RFC 2131; PXE 2.1, section 2.2), and prints who answers, and offers what. */
const ROM = `
const [broadcast] = process.argv.slice(1);
const packet = Buffer.alloc(240);
packet.set([1, 1, 6, 0, 1, 2, 3, 4]);
packet.set([0x80], 10);
packet.set([0x52, 0x54, 0, 0x4c, 0x49, 0x77], 28);
packet.set([99, 130, 83, 99], 236);
const options = [
    [53, [1]],
    [60, [...Buffer.from('PXEClient:Arch:00000:UNDI:002001')]],
    [93, [0, 0]],
    [94, [1, 2, 1]],
    [97, [0, ...Array(16).fill(7)]],
].flatMap(([code, bytes]) => [code, bytes.length, ...bytes]);
const socket = require('dgram').createSocket('udp4');
const offers = {};
socket.on('message', (message, { address }) => {
    if (message[0] === 2) offers[address] = message.subarray(16, 20).join('.');
});
socket.bind(68, '0.0.0.0', () => {
    socket.setBroadcast(true);
    socket.send(Buffer.concat([packet, Buffer.from([...options, 255])]), 67, broadcast);
    setTimeout(() => { console.log(JSON.stringify(offers)); process.exit(); }, 1500);
});
`;

/**
 * @param broadcast of a network that the machine is in
 * @returns the addresses that DHCP servers offer to a PXE ROM there, by the servers' own; 0.0.0.0 from a proxyDHCP server
 */
export async function discover(
    machine: Machine,
    broadcast: string,
): Promise<Readonly<Record<string, string>>> {
    const json = await machine.check([process.execPath, '-e', ROM, broadcast]);
    return JSON.parse(json) as Record<string, string>;
}
