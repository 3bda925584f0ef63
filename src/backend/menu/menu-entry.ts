// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { isParameter } from '../medium/clean-text.js';
import type { ClientWord, ClientWords } from '../protocol/client-words.js';

/** What is ours of a title: the whole, or what is behind the medium's. */
export const TITLE_WORDS = ['overNetwork', 'copied', 'inMemory'] as const satisfies readonly ClientWord[];
export type TitleWord = (typeof TITLE_WORDS)[number];

/** An entry of the menu that clients see, whatever loader shows it. */
export interface MenuEntry {
    readonly kind: 'entry';
    /** The medium's; '' where all of it is ours. */
    readonly title: string;
    /** null where all of it is the medium's. */
    readonly word: TitleWord | null;
    /** What is shown of it while it is selected, where the loader can. */
    readonly help: readonly string[];
    /** Served files, by the names that we gave them. */
    readonly kernel: string;
    readonly initrds: readonly string[];
    readonly parameters: readonly string[];
    /** What stands behind `---`. */
    readonly handedOn: readonly string[];
}

export interface Submenu {
    readonly kind: 'submenu';
    readonly title: string;
    readonly items: readonly MenuItem[];
}

export type MenuItem = MenuEntry | Submenu;

/** A page behind a function key: a served file, by the name that we gave it. */
export interface HelpFile {
    readonly key: number;
    readonly name: string;
}

/** A menu before a loader's language. */
export interface Menu {
    /** The medium's name. */
    readonly title: string;
    readonly items: readonly MenuItem[];
    /** Which of `items`, an entry, starts by itself. */
    readonly chosen: number;
    /** After how many seconds; null: never. */
    readonly timeout: number | null;
    readonly help: readonly HelpFile[];
    /** The medium's own: a served file, and checked lines (`lookLine`). */
    readonly look: { readonly background: string; readonly lines: readonly string[] } | null;
}

/** What a menu leaves of an 80-column screen beside a frame. */
export const MAX_TITLE = 70;

/** What names of ours look like, so that nothing else gets into a configuration. */
const OWN_NAME = /^[a-z0-9][a-z0-9.-]*$/;

/** @throws where it is anything else: a bug of ours */
export function checkName(name: string): string {
    if (!OWN_NAME.test(name)) throw new Error(`not a name of ours: ${name}`);
    return name;
}

/**
 * @param ownWords what a loader puts in place itself; it stands before `---`
 * @returns the kernel's parameters as every loader has them
 * @throws where an entry has anything in it that a loader could take for more than a name or a parameter: a bug of ours
 */
export function commandLine(
    { kernel, initrds, parameters, handedOn }: MenuEntry,
    ...ownWords: readonly string[]
): string {
    for (const name of [kernel, ...initrds]) checkName(name);
    for (const parameter of [...parameters, ...handedOn])
        if (!isParameter(parameter)) throw new Error(`not a plain kernel parameter: ${parameter}`);
    return [...parameters, ...ownWords, ...(handedOn.length === 0 ? [] : ['---', ...handedOn])].join(' ');
}

/** What a loader's font can show: accents are taken off, other scripts left out. */
export function asciiText(text: string): string {
    return text
        .normalize('NFKD')
        .replace(/[^\x20-\x7e]/g, '')
        .replace(/ {2,}/g, ' ')
        .trim();
}

/**
 * @param plain what makes a medium's title fit for the loader
 * @returns an item's title, in the language of `words` where it is ours
 */
export function titleIn(item: MenuItem, words: ClientWords, plain: (title: string) => string): string {
    if (item.kind === 'submenu' || item.word === null) return plain(item.title);
    return `${item.title === '' ? '' : plain(item.title)}${words[item.word]}`;
}

/** @returns one line of a loader's font, at most `max` characters and never none */
export function asciiTitle(text: string, max = MAX_TITLE): string {
    const plain = asciiText(text);
    if (plain.length <= max) return plain === '' ? 'Live system' : plain;
    const words = plain.slice(0, max + 1).replace(/ *\S*$/, '');
    return words === '' ? plain.slice(0, max) : words;
}
