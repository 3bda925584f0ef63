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

/** Configurations include each other; a circle or a bomb ends here. */
export const MAX_INCLUDES = 64;
export const MAX_LINES = 20_000;

/** @returns a path of a configuration as one inside the medium, relative ones from `folder` */
export function mediumPath(path: string, folder: string): string {
    const parts: string[] = [];
    for (const part of `${path.startsWith('/') ? '' : folder}/${path}`.split('/')) {
        if (part === '..') parts.pop();
        else if (part !== '' && part !== '.') parts.push(part);
    }
    return parts.join('/');
}
