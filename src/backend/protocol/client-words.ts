// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Marks a text for translation with Gettext: the app translates it, for the helper has no language of its own. */
const _ = (text: string): string => text;

/** What clients show that is neither their medium's nor their loader's, in English. */
export const ENGLISH_WORDS = {
    // Translators: an entry of the start menu that another computer shows; at most 60 letters, which is also so for the next ones
    overNetwork: _('Start over the network'),
    // Translators: an entry of the start menu that another computer shows
    copied: _('Copy into memory, then start'),
    // Translators: stands behind the name of an entry of the start menu, as in “Debian Live, in memory”; at most 24 letters
    inMemory: _(', in memory'),
    // Translators: an entry of a submenu that another computer shows: to the menu above
    back: _('Back'),
    // Translators: below the start menu that another computer shows: in how many seconds it starts by itself; # is the number
    countdown: _('Starts by itself in # s'),
    // Translators: below the start menu that another computer shows: the Tab key opens a line with the entry's parameters
    edit: _('Tab: change the parameters'),
    // Translators: another computer shows it before it starts; it has too little memory to copy the system into
    tooLittleMemory: _(
        'This computer has {have} MB of memory. To run from memory, this system needs {needed} MB.',
    ),
    // Translators: another computer shows it after “This computer has too little memory …”; the menu is the one that it starts with
    otherEntry: _('Another entry of the menu may need less.'),
    // Translators: another computer shows it after “This computer has too little memory …”
    startsAgain: _('The computer starts again in a minute.'),
} as const;

export type ClientWord = keyof typeof ENGLISH_WORDS;

/** What clients show, in the language of the session. */
export type ClientWords = Readonly<Record<ClientWord, string>>;

export const CLIENT_WORDS = Object.keys(ENGLISH_WORDS) as readonly ClientWord[];

/** A medium's own title stands before it. */
export const MAX_IN_MEMORY_LETTERS = 24;
const MAX_LETTERS = 200;
/** Menus have narrow lines. */
const MAX_LETTERS_OF: Readonly<Partial<Record<ClientWord, number>>> = {
    ...{ overNetwork: 60, copied: 60, inMemory: MAX_IN_MEMORY_LETTERS, back: 60, countdown: 70, edit: 70 },
};
/** What each must have in it, for its reader fills that. */
const GAPS: Readonly<Partial<Record<ClientWord, readonly string[]>>> = {
    countdown: ['#'],
    tooLittleMemory: ['{have}', '{needed}'],
};

/**
 * Whether these are words that menus and scripts may be made of: all of them, each a line of printable characters, not longer than
 * its place, with its gaps and no other braces, which menu.c32 takes for plural forms.
 */
export function areClientWords(value: unknown): value is ClientWords {
    if (typeof value !== 'object' || value === null) return false;
    const words = new Map<string, unknown>(Object.entries(value));
    return words.size === CLIENT_WORDS.length && CLIENT_WORDS.every(word => isWord(word, words.get(word)));
}

/** Whether that can stand in the place of a word. */
export function isWord(word: ClientWord, text: unknown): boolean {
    if (typeof text !== 'string') return false;
    const gaps = GAPS[word] ?? [];
    const rest = gaps.reduce((without, gap) => without.replaceAll(gap, ''), text);
    return (
        /^(?=.*[^ ])[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\u200c\u200d]+$/u.test(text) &&
        [...text].length <= (MAX_LETTERS_OF[word] ?? MAX_LETTERS) &&
        gaps.every(gap => text.includes(gap)) &&
        !/[{}]/.test(rest)
    );
}
