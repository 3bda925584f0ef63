// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { isParameter } from '../medium/clean-text.js';

/** An entry of the menu that clients see, whatever loader shows it. */
export interface MenuEntry {
    readonly title: string;
    /** Served files, by the names that we gave them. */
    readonly kernel: string;
    readonly initrds: readonly string[];
    readonly parameters: readonly string[];
}

/** A menu before a loader's language: the first entry starts by itself. */
export interface Menu {
    /** The medium's name. */
    readonly title: string;
    readonly entries: readonly MenuEntry[];
}

/** How long a menu waits before it starts the first entry. */
export const TIMEOUT_SECONDS = 5;

/** What that leaves of an 80-column screen beside a frame. */
const MAX_TITLE = 70;

/** What names of ours look like, so that nothing else gets into a configuration. */
const OWN_NAME = /^[a-z0-9][a-z0-9.-]*$/;

/** @throws where an entry has anything in it that a loader could take for more than a name or a parameter: a bug of ours */
export function checkEntry({ kernel, initrds, parameters }: MenuEntry): void {
    for (const name of [kernel, ...initrds])
        if (!OWN_NAME.test(name)) throw new Error(`not a name of ours: ${name}`);
    for (const parameter of parameters)
        if (!isParameter(parameter)) throw new Error(`not a plain kernel parameter: ${parameter}`);
}

/** What a loader's font can show: accents are taken off, other scripts left out. */
export function asciiTitle(text: string): string {
    const plain = text
        .normalize('NFKD')
        .replace(/[^\x20-\x7e]/g, '')
        .replace(/ {2,}/g, ' ')
        .trim();
    if (plain.length <= MAX_TITLE) return plain === '' ? 'Live system' : plain;
    const words = plain.slice(0, MAX_TITLE + 1).replace(/ *\S*$/, '');
    return words === '' ? plain.slice(0, MAX_TITLE) : words;
}
