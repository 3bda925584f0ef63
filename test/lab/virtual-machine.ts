// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { once } from 'node:events';
import { mkdir, rename, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';

import { openConsole, type Console } from './console.js';
import type { Started } from './machine.js';
import { openQmp } from './qmp.js';

export interface VirtualMachineOptions {
    /** Where its serial log and its screenshots go; made where it does not exist. */
    readonly folder: string;
    readonly memoryMiB: number;
    /** The rest of QEMU's command line: its disks, its network card (`id=nic`), what it starts from. */
    readonly devices: readonly string[];
    /** Starts QEMU, in whatever machine or namespace its network is. */
    readonly start: (argv: readonly string[]) => Started;
    /** What on the console means that it will not come further. */
    readonly failure: RegExp;
}

/** A virtual PC with BIOS, without hardware virtualisation, so that it runs wherever the tests do. */
export interface VirtualMachine {
    readonly console: Console;
    /** Presses keys one after the other, named as QEMU names them (`down`, `ret`). */
    press(...keys: string[]): Promise<void>;
    /** Plugs the network card's cable in or out. */
    setLink(up: boolean): Promise<void>;
    /** @returns the path of a PNG of what its display shows. */
    screenshot(name: string): Promise<string>;
    /** Presses the power button; resolves when the machine is off. */
    powerDown(): Promise<void>;
    /** Cuts its power; harmless where it is off already. */
    quit(): Promise<void>;
}

/**
 * All that QEMU can, but for what lets a kernel move memory byte by byte: without it, the one start of Debian 13 that was
 * measured had 9 s of a busy kernel instead of 60 where nothing helps QEMU. And without AVX, by which programs that draw (llvmpipe) crash over in QEMU's emulation.
 */
const CPU = 'max,-erms,-fsrm,-avx,-avx2';

export async function startVirtualMachine(options: VirtualMachineOptions): Promise<VirtualMachine> {
    const { folder } = options;
    await mkdir(folder, { recursive: true });
    // We listen and QEMU connects, so that nothing has to be tried again and no output is lost.
    const serial = await listen(join(folder, 'serial.socket'));
    const control = await listen(join(folder, 'qmp.socket'));
    // One processor: with two, a start of Debian 13's kernel ended now and then with “Oops: int3”, as others have seen with
    // QEMU before 8.1 (ClangBuiltLinux/boot-utils#111).
    const qemu = options.start([
        'qemu-system-x86_64',
        ...['-accel', 'tcg,thread=multi', '-cpu', CPU, '-smp', '1', '-m', `${options.memoryMiB}`],
        ...['-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none', '-vga', 'std'],
        ...['-chardev', `socket,id=serial,path=${serial.path},server=off`, '-serial', 'chardev:serial'],
        ...['-chardev', `socket,id=control,path=${control.path},server=off`, '-mon', 'control,mode=control'],
        ...options.devices,
    ]);
    const ended = qemu.ended.then(({ status, stderr }) => {
        throw new Error(`QEMU has ended with status ${status}: ${stderr}`);
    });
    // Whoever waits for the console or a command learns of the end there.
    ended.catch(() => undefined);
    const [serialSocket, controlSocket] = await Promise.race([
        Promise.all([serial.connection, control.connection]),
        ended,
    ]);
    const console = openConsole(serialSocket, join(folder, 'serial.log'), options.failure);
    const qmp = await openQmp(controlSocket);

    return {
        console,
        press: async (...keys) => {
            for (const key of keys) await qmp.execute('send-key', { keys: [{ type: 'qcode', data: key }] });
        },
        setLink: async up => {
            await qmp.execute('set_link', { name: 'nic', up });
        },
        screenshot: async name => {
            const path = join(folder, `${name}.png`);
            // Under another name until it is whole.
            await qmp.execute('screendump', { filename: `${path}.part`, format: 'png' });
            await rename(`${path}.part`, path);
            return path;
        },
        powerDown: async () => {
            await qmp.execute('system_powerdown');
            await qemu.ended;
        },
        quit: async () => {
            // It may end before it has answered.
            await qmp.execute('quit').catch(() => undefined);
            await qemu.ended;
        },
    };
}

/** A socket that takes one connection and is then gone from the file system. */
export async function listen(path: string): Promise<{ path: string; connection: Promise<Socket> }> {
    await rm(path, { force: true });
    const server = createServer();
    server.listen(path);
    await once(server, 'listening');
    const connection = once(server, 'connection').then(([socket]) => {
        server.close();
        // A QEMU that is killed resets it; the end that follows is what counts.
        return (socket as Socket).on('error', () => undefined);
    });
    return { path, connection };
}
