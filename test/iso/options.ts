// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Transport } from '../../src/backend/medium/types.js';
import type { Firmware } from '../lab/client.js';

export const USAGE =
    'usage: npm run test:iso -- PATH [--transport nfs|ram] [--firmware bios|uefi|secureboot] [--memory MiB] [--timeout s]';

export interface IsoOptions {
    readonly path: string;
    readonly transport: Transport;
    readonly firmware: Firmware;
    readonly memoryMiB: number;
    readonly timeoutMs: number;
}

/** What each option may be, and is where it is not given. */
const OPTIONS: Readonly<Record<string, { readonly values: RegExp; readonly usual: string }>> = {
    transport: { values: /^(nfs|ram)$/, usual: 'nfs' },
    firmware: { values: /^(bios|uefi|secureboot)$/, usual: 'bios' },
    memory: { values: /^[1-9]\d{2,5}$/, usual: '2048' },
    timeout: { values: /^[1-9]\d{0,4}$/, usual: '900' },
};

/** @returns null where the words are not as `USAGE` says */
export function readOptions(args: readonly string[]): IsoOptions | null {
    const [path, ...rest] = args;
    if (path === undefined || path.startsWith('--') || rest.length % 2 !== 0) return null;
    const given = new Map<string, string>();
    for (let at = 0; at < rest.length; at += 2) {
        const name = /^--(\w+)$/.exec(rest[at] ?? '')?.[1] ?? '';
        const value = rest[at + 1] ?? '';
        if (OPTIONS[name]?.values.test(value) !== true || given.has(name)) return null;
        given.set(name, value);
    }
    const valueOf = (name: keyof typeof OPTIONS): string => given.get(name) ?? OPTIONS[name]?.usual ?? '';
    return {
        path,
        transport: valueOf('transport') as Transport,
        firmware: valueOf('firmware') as Firmware,
        memoryMiB: Number(valueOf('memory')),
        timeoutMs: Number(valueOf('timeout')) * 1000,
    };
}
