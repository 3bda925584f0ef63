// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

const MAX_PATTERN = 200;
const MAX_TEXT = 200;
/** More of them can keep an expression busy for ever, and so can one behind a group. */
const MAX_REPEATS = 2;
const UNSAFE = /\)[*+?{]|\\\d|\(\?/;

/**
 * GRUB's command `regexp [--set [NUMBER:]VARIABLE]… PATTERN TEXT` (its manual), for the patterns that menus take paths apart
 * with.
 *
 * @param variables where what the groups match is put
 * @returns whether the pattern matches; never where it might take long
 */
export function match(args: readonly string[], variables: Map<string, string>): boolean {
    const [pattern = '', text = ''] = args.slice(-2);
    const repeats = pattern.match(/[*+?{]/g)?.length ?? 0;
    if (pattern.length > MAX_PATTERN || text.length > MAX_TEXT) return false;
    if (repeats > MAX_REPEATS || UNSAFE.test(pattern)) return false;
    let groups: RegExpExecArray | null;
    try {
        groups = new RegExp(pattern).exec(text);
    } catch {
        return false;
    }
    if (groups === null) return false;
    for (const argument of args.slice(0, -2)) {
        const [, number = '1', variable] = /^(?:--set=)?(?:(\d):)?([A-Za-z_]\w*)$/.exec(argument) ?? [];
        if (variable !== undefined) variables.set(variable, groups[Number(number)] ?? '');
    }
    return true;
}
