// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { MediumContents } from '../medium/types.js';

/** What parsers read of a medium. */
export interface MenuFiles {
    readonly files: MediumContents['files'];
    /** @returns the text of a file, '' where it was not read */
    readonly read: (path: string) => string;
}

/** A medium's menus are a few hundred lines in a dozen files, and have some tens of entries. */
const MAX_INCLUDES = 64;
const MAX_LINES = 20_000;
const MAX_ENTRIES = 500;

/** How much one menu may still have of everything, over all of its files. */
export interface Budget {
    lines: number;
    includes: number;
    entries: number;
}

export function newBudget(): Budget {
    return { lines: MAX_LINES, includes: MAX_INCLUDES, entries: MAX_ENTRIES };
}

/**
 * A configuration's lines, with those of every other that it includes in their place. What includes itself is passed
 * over, and a bomb of includes ends at a limit.
 *
 * @param included the path that a line includes, or null where it is another kind of line
 */
export function linesOf(
    { read }: MenuFiles,
    path: string,
    budget: Budget,
    included: (line: string) => string | null,
): readonly string[] {
    const all: string[] = [];
    const add = (name: string, open: readonly string[]): void => {
        for (const line of read(name).split(/\r\n|\n|\r/)) {
            if (budget.lines-- <= 0) return;
            const target = included(line);
            if (target === null) all.push(line);
            else if (!open.includes(target) && budget.includes-- > 0) add(target, [...open, target]);
        }
    };
    add(path, [path]);
    return all;
}

/** @returns a path of a configuration as one inside the medium, relative ones from `folder` */
export function mediumPath(path: string, folder: string): string {
    const parts: string[] = [];
    for (const part of `${path.startsWith('/') ? '' : folder}/${path}`.split('/')) {
        if (part === '..') parts.pop();
        else if (part !== '' && part !== '.') parts.push(part);
    }
    return parts.join('/');
}

/**
 * The configurations of a medium that a loader may start with: those at the usual places, then others of such a name,
 * the nearest to the top first.
 */
export function configurations(
    { files }: MenuFiles,
    usual: readonly string[],
    name: RegExp,
): readonly string[] {
    const depth = (path: string) => path.split('/').length;
    const others = [...files.keys()]
        .filter(path => name.test(path) && !usual.includes(path))
        .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
    return [...usual.filter(path => files.has(path)), ...others];
}
