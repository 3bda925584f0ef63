// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Machine } from '../lab/machine.js';
import { says } from './site.js';

const LISTENER = `
const [address, port] = process.argv.slice(1);
const socket = require('dgram').createSocket({ type: 'udp4', reuseAddr: true });
socket.on('message', () => { console.log('heard'); process.exit(); });
socket.bind(Number(port), address, () => console.log('listening'));
setTimeout(() => process.exit(), 1500);
`;

/** Whether a program that listens at an address of a machine hears a packet of another machine. */
export async function hearsUdp(at: Machine, address: string, port: number, from: Machine): Promise<boolean> {
    const listener = at.start([process.execPath, '-e', LISTENER, address, String(port)]);
    await says(listener, 'listening');
    await from.check(['bash', '-c', `echo >/dev/udp/${address}/${port}`]);
    return (await listener.ended).stdout.includes('heard');
}
