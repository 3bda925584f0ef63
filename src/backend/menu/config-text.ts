// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** One entry of a medium's menu as its loader's configuration has it: nothing in it is checked. */
export interface MenuItem {
    /** Paths as written there. */
    readonly kernel: string;
    readonly initrds: readonly string[];
    /** The kernel's arguments as one text. */
    readonly arguments: string;
}

/** The texts of a medium by path, as recognition has read them. */
export type Texts = ReadonlyMap<string, string>;

/** A medium's menus are a few hundred lines in a dozen files. */
const MAX_INCLUDES = 64;
const MAX_LINES = 20_000;

/**
 * A configuration's lines, with those of every other that it includes in their place. What includes itself is passed
 * over, and a bomb of includes ends at a limit.
 *
 * @param included the path that a line includes, or null where it is another kind of line
 */
export function linesOf(
    texts: Texts,
    path: string,
    included: (line: string) => string | null,
): readonly string[] {
    const all: string[] = [];
    let includes = 0;
    const read = (name: string, open: readonly string[]): void => {
        for (const line of (texts.get(name) ?? '').split(/\r?\n/)) {
            if (all.length >= MAX_LINES) return;
            const target = included(line);
            if (target === null) all.push(line);
            else if (!open.includes(target) && includes++ < MAX_INCLUDES) read(target, [...open, target]);
        }
    };
    read(path, [path]);
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
