// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Machine } from '../lab/machine.js';
import { says } from './site.js';

/** Answers every connection with so many bytes and the caller's address. */
const SERVER = `
const [bytes, ...ports] = process.argv.slice(1).map(Number);
let left = ports.length;
for (const port of ports)
    require('net').createServer(socket => {
        socket.on('error', () => {});
        socket.end('x'.repeat(bytes) + ' ' + socket.remoteAddress.replace('::ffff:', ''));
    }).listen(port, '0.0.0.0', () => --left || console.log('serving'));
`;

/** Prints the address that the server saw, or 'unreachable'. */
const CLIENT_PROGRAM = `
const [host, port, localAddress] = process.argv.slice(1);
const socket = require('net').connect({ host, port: Number(port), localAddress, timeout: 1500 });
let text = '';
const end = result => { console.log(result); process.exit(); };
socket.on('data', data => { text = (text + data).slice(-40); });
socket.on('end', () => end(text.split(' ').pop()));
socket.on('error', () => end('unreachable'));
socket.on('timeout', () => end('unreachable'));
`;

/** Serves on these TCP ports of all addresses until the machine ends. */
export async function serve(machine: Machine, bytes: number, ...ports: readonly number[]): Promise<void> {
    await says(
        machine.start([process.execPath, '-e', SERVER, String(bytes), ...ports.map(String)]),
        'serving',
    );
}

/** Connects. @returns the address that the server saw it come from, or `unreachable` */
export async function seenBy(
    machine: Machine,
    address: string,
    port: number,
    ...from: readonly string[]
): Promise<string> {
    const argv = [process.execPath, '-e', CLIENT_PROGRAM, address, String(port), ...from];
    return (await machine.check(argv)).trim();
}
