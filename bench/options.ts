// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Part } from './part.js';

export const USAGE = 'usage: npm run bench -- [--boots NUMBER] [PART…]';

export interface Options {
    readonly parts: readonly Part[];
    /** How often each kind of boot is measured. */
    readonly boots: number;
}

/** @returns what is named, or everything where nothing is; null where the words are not as `USAGE` says */
export function readOptions(args: readonly string[], parts: readonly Part[]): Options | null {
    const withNumber = args[0] === '--boots';
    const number = withNumber ? (args[1] ?? '') : '1';
    const names = withNumber ? args.slice(2) : args;
    const isPart = (name: string): boolean => parts.some(part => part.name === name);
    if (!/^[1-9]\d?$/.test(number) || !names.every(isPart)) return null;
    return {
        parts: names.length === 0 ? parts : parts.filter(({ name }) => names.includes(name)),
        boots: Number(number),
    };
}
