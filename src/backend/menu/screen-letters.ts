// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { areClientWords, CLIENT_WORDS, ENGLISH_WORDS, type ClientWords } from '../protocol/client-words.js';

/** The upper half of code page 437, which a PC's own font shows (unicode.org: VENDORS/MICSFT/PC/CP437.TXT). */
const UPPER_HALF =
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»' +
    '░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
    'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** What stands for letters that it has not, beside those whose accents alone it has not; and for a no-break space, which a loader may take for an end of its file. */
const STAND_INS: ReadonlyMap<string, string> = new Map(
    Object.entries({
        ...{ ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', ø: 'o', Ø: 'O' },
        ...{ '–': '-', '—': '-', '…': '...', '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ' },
        ...{ '‘': "'", '’': "'", '‚': "'", '“': '"', '”': '"', '„': '"' },
    }),
);

/**
 * @returns the text in the letters that every PC shows before a system has loaded a font: as a BIOS, and as the kernel's console
 *   (the kernel's drivers/tty/vt/cp437.uni); null where that has other letters than these
 */
export function screenText(text: string): string | null {
    let shown = '';
    for (const letter of text.normalize('NFC')) {
        const next = [STAND_INS.get(letter), letter, letter.normalize('NFD').replace(/\p{M}/gu, '')].find(
            each => each !== undefined && each !== '' && [...each].every(isOnScreen),
        );
        if (next === undefined) return null;
        shown += next;
    }
    return shown;
}

/** @returns the text where it is ASCII as it is */
export function asciiOnly(text: string): string | null {
    return /^[\x20-\x7e]*$/.test(text) ? text : null;
}

/** @returns words that can be shown: all of the language, or all of them in English */
export function shownWords(words: ClientWords, show: (text: string) => string | null): ClientWords {
    const shown: unknown = Object.fromEntries(CLIENT_WORDS.map(word => [word, show(words[word])]));
    return areClientWords(shown) ? shown : ENGLISH_WORDS;
}

/** @param text in those letters (`screenText`), with line feeds. @returns it in code page 437 */
export function codePage437(text: string): Uint8Array {
    return Uint8Array.from(text, letter => {
        if (letter <= '~') return letter.charCodeAt(0);
        const position = UPPER_HALF.indexOf(letter);
        if (position < 0) throw new Error(`not in code page 437: ${letter}`);
        return 0x80 + position;
    });
}

function isOnScreen(letter: string): boolean {
    return (letter >= ' ' && letter <= '~') || UPPER_HALF.includes(letter);
}
