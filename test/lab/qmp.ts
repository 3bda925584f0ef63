// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Socket } from 'node:net';

import { onLines } from './process.js';

/** QEMU's control channel: https://www.qemu.org/docs/master/interop/qmp-spec.html */
export interface Qmp {
    /** @returns the command's own answer. @throws with QEMU's words where it refuses. */
    execute(command: string, parameters?: object): Promise<unknown>;
}

interface Message {
    readonly QMP?: unknown;
    readonly return?: unknown;
    readonly error?: { readonly desc: string };
}

/** Leaves the negotiation mode. Commands are answered in their order, so that they need no ids. */
export async function openQmp(socket: Socket): Promise<Qmp> {
    const waiting: { resolve: (value: unknown) => void; reject: (error: Error) => void }[] = [];
    let greeted: () => void = () => undefined;
    const greeting = new Promise<void>(resolve => (greeted = resolve));
    onLines(socket, line => {
        const message = JSON.parse(line) as Message;
        if (message.QMP !== undefined) greeted();
        else if (message.error !== undefined)
            waiting.shift()?.reject(new Error(`QEMU: ${message.error.desc}`));
        else if (message.return !== undefined) waiting.shift()?.resolve(message.return);
        // Anything else is an event.
    });
    socket.on('close', () => {
        for (const { reject } of waiting.splice(0)) reject(new Error('QEMU has ended'));
    });
    function execute(command: string, parameters: object = {}): Promise<unknown> {
        return new Promise((resolve, reject) => {
            if (socket.destroyed) {
                reject(new Error('QEMU has ended'));
                return;
            }
            waiting.push({ resolve, reject });
            socket.write(`${JSON.stringify({ execute: command, arguments: parameters })}\n`);
        });
    }
    await greeting;
    await execute('qmp_capabilities');
    return { execute };
}
