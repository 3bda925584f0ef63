// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Machine } from '../lab/machine.js';

const WAIT_MS = 1500;

/**
 * Asks an address all that a share answers: DNS (RFC 1035), DHCP (RFC 2131), TFTP (RFC 1350), rpcbind, mountd and NFS
 * (their null procedures, RFC 5531), PXE at port 4011, HTTP and NFS by TCP. Prints a line per answer.
 */
const SCRIPT = `
    const [host, waitMs, ...tcpPorts] = process.argv.slice(1);
    const found = new Set();
    const words = (...numbers) => Buffer.concat(numbers.map(number => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(number);
        return bytes;
    }));
    const rpc = (program, version) => words(7, 0, 2, program, version, 0, 0, 0, 0, 0);
    const dhcp = type => {
        const packet = Buffer.alloc(300);
        packet.set([1, 1, 6, 0, 1, 2, 3, 4, 0, 0, 0x80]);
        packet.set([0x52, 0x54, 0, 0x4c, 0x49, 0x51], 28);
        packet.set([0x63, 0x82, 0x53, 0x63, 53, 1, type, 93, 2, 0, 0,
            60, 9, ...Buffer.from('PXEClient'), 255], 236);
        return packet;
    };
    const name = Buffer.from('\\6server\\x0ashare-live\\x08internal\\0', 'latin1');
    const questions = {
        53: Buffer.concat([Buffer.from([0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]), name, Buffer.from([0, 1, 0, 1])]),
        67: dhcp(1),
        69: Buffer.from('\\0\\1pxelinux.0\\0octet\\0', 'latin1'),
        111: rpc(100000, 2),
        2049: rpc(100003, 3),
        4011: dhcp(3),
        20048: rpc(100005, 3),
    };
    for (const [port, question] of Object.entries(questions)) {
        const socket = require('dgram').createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', reuseAddr: true });
        socket.on('message', () => found.add('udp ' + port));
        socket.on('error', () => {});
        socket.bind(port === '67' ? 68 : 0, () => socket.send(question, Number(port), host, () => {}));
    }
    for (const port of tcpPorts) {
        const socket = require('net').connect({ host, port: Number(port) });
        socket.on('connect', () => found.add('tcp ' + port));
        socket.on('error', () => {});
    }
    setTimeout(() => {
        for (const each of found) console.log(each);
        process.exit();
    }, Number(waitMs));
`;

const TCP_PORTS = [53, 80, 111, 2049, 20048, 32803];

/** Asks an address (of IPv6 with its zone) from a machine all that a share answers. @returns what was answered, such as `tcp 80`, sorted */
export async function askEverything(machine: Machine, address: string): Promise<readonly string[]> {
    const argv = [process.execPath, '-e', SCRIPT, address, String(WAIT_MS), ...TCP_PORTS.map(String)];
    return (await machine.check(argv)).split('\n').filter(Boolean).sort();
}
