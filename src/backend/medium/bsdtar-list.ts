// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * One line of `bsdtar -tv --numeric-owner` in the C locale: mode, links, user, group, size, date (twelve characters),
 * one space, name. bsdtar writes every byte of a name that is not printable ASCII, and the backslash, as an escape, so
 * that a line is an entry.
 */
const LINE = /^(.)\S{9}\S?\s+(\d+) (?:\d+ +){2}(\d+) \w{3} [\d ]\d [\d: ]{5} (.*)$/;

/** How a further name of a file that was listed before looks: `name link to first-name`, of size 0. */
const HARD_LINK = /^(.+) link to (.+)$/;

/**
 * Reads bsdtar's listing of an image.
 *
 * @returns the regular files by path, without a leading slash, and their size in bytes; names that are not UTF-8 are
 * left out. Symbolic links, devices and folders are no files.
 */
export function parseListing(listing: string): ReadonlyMap<string, number> {
    const files = new Map<string, number>();
    for (const line of listing.split('\n')) {
        const [, type, links, size, name = ''] = LINE.exec(line) ?? [];
        if (type !== '-') continue;
        const bytes = Number(size);
        const [, linkName, first] = (Number(links) > 1 && bytes === 0 ? HARD_LINK.exec(name) : null) ?? [];
        const path = unescapeName(linkName ?? name);
        if (path === null) continue;
        files.set(path, first === undefined ? bytes : (files.get(unescapeName(first) ?? '') ?? 0));
    }
    return files;
}

const LETTERS: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '\\': 92 };

/** Undoes bsdtar's escapes: `\\n`, `\\\\`, octal bytes. */
function unescapeName(name: string): string | null {
    const bytes: number[] = [];
    for (const [, octal, letter, plain] of name.matchAll(/\\([0-7]{3})|\\(.)|([^\\])/g)) {
        if (octal !== undefined) bytes.push(parseInt(octal, 8));
        else if (letter !== undefined) bytes.push(LETTERS[letter] ?? letter.charCodeAt(0));
        else if (plain !== undefined) bytes.push(plain.charCodeAt(0));
    }
    try {
        return new TextDecoder('utf-8', { fatal: true })
            .decode(new Uint8Array(bytes))
            .replace(/^(\.?\/)+/, '');
    } catch {
        return null;
    }
}
