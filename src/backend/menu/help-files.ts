// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Look } from './parsed-menu.js';

/** The name under which the page of a function key is served. */
export function helpName(key: number): string {
    return `help-${key}.txt`;
}

/** The name under which the picture behind the menu is served: programs go by its ending. */
export function splashName({ background }: Look): string {
    return `splash.${background.slice(background.lastIndexOf('.') + 1).toLowerCase()}`;
}

/** A page is a screen or two. */
const MAX_CHARACTERS = 8000;

/**
 * A page of help as Syslinux shows it (its wiki: Display file format). Of the control codes those for colours (Ctrl-O and two
 * digits) and for a new screen (Ctrl-L) stay; the one that loads a picture would name a file. Letters that its font may not
 * have become question marks.
 */
export function helpText(text: string): string {
    return (
        text
            .slice(0, MAX_CHARACTERS)
            .replace(/\r\n?/g, '\n')
            .replace(/\x18[^\n]*\n?/g, '')
            .normalize('NFKD')
            .replace(/\p{M}/gu, '')
            .replace(/\t/g, '    ')
            .replace(/\x0f(?![0-9a-f]{2})/gi, '')
            .replace(/[^\x20-\x7e\n\x0c\x0f]/gu, letter => (letter < ' ' ? '' : '?'))
            .trimEnd() + '\n'
    );
}
