// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Part } from './part.js';

export const USAGE = 'usage: npm run bench -- [--boots NUMBER] [--only PART]';

export interface Options {
    readonly parts: readonly Part[];
    /** How often each kind of boot is measured. */
    readonly boots: number;
}

/** @returns null where they are not as `USAGE` says */
export function readOptions(args: readonly string[], parts: readonly Part[]): Options | null {
    let options: Options = { parts, boots: 1 };
    for (let at = 0; at < args.length; at += 2) {
        const value = args[at + 1] ?? '';
        if (args[at] === '--boots' && /^[1-9]\d?$/.test(value))
            options = { ...options, boots: Number(value) };
        else if (args[at] === '--only' && parts.some(({ name }) => name === value))
            options = { ...options, parts: parts.filter(({ name }) => name === value) };
        else return null;
    }
    return options;
}
