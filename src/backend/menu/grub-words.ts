// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** A piece of a word: text, or a variable that is put in its place. */
export type Part =
    | { readonly text: string; readonly quoted: boolean }
    | { readonly variable: string; readonly quoted: boolean };

/** A word is parts without white space between them; `end` is a line's end or a `;`. */
export type Token =
    { readonly kind: 'word'; readonly parts: readonly Part[] } | { readonly kind: 'open' | 'close' | 'end' };

/** What ends an unquoted word (GRUB manual: Quoting, the metacharacters). */
const METACHARACTERS = ' \t\n\r;|&<>{}';
const VARIABLE = /\$(?:\{([A-Za-z0-9_?@#*]+)\}|([A-Za-z_][A-Za-z0-9_]*|[0-9?@#*]))/y;

/**
 * Cuts a script of GRUB into words. Never fails: a quote without its other half ends with the text.
 *
 * @param limit how many tokens are read at most
 */
export function tokens(text: string, limit: number): readonly Token[] {
    const all: Token[] = [];
    let at = 0;
    while (at < text.length && all.length < limit) {
        const letter = text.charAt(at);
        if (letter === '\n' || letter === ';') all.push({ kind: 'end' });
        else if (letter === '{') all.push({ kind: 'open' });
        else if (letter === '}') all.push({ kind: 'close' });
        else if (letter === '#') {
            const end = text.indexOf('\n', at);
            at = end < 0 ? text.length : end;
            continue;
        } else if (!METACHARACTERS.includes(letter)) {
            const { parts, end } = word(text, at);
            all.push({ kind: 'word', parts });
            at = end;
            continue;
        }
        at++;
    }
    return all;
}

/** Reads one word. @returns its parts, and where it ends */
function word(text: string, start: number): { parts: readonly Part[]; end: number } {
    const parts: Part[] = [];
    let at = start;
    let plain = '';
    let quoted = false;
    const push = (): void => {
        if (plain !== '' || quoted) parts.push({ text: plain, quoted });
        plain = '';
    };
    while (at < text.length) {
        const letter = text.charAt(at);
        if (letter === '"') {
            push();
            quoted = !quoted;
            at++;
        } else if (letter === '\\') {
            // inside of quotes it stands for itself but before these
            const next = text.charAt(at + 1);
            if (next !== '\n') plain += quoted && !'$"\\'.includes(next) ? `\\${next}` : next;
            at += 2;
        } else if (letter === '$') {
            VARIABLE.lastIndex = at;
            const match = VARIABLE.exec(text);
            const variable = match?.[1] ?? match?.[2];
            if (match === null || variable === undefined) plain += letter;
            else {
                if (plain !== '') push();
                parts.push({ variable, quoted });
            }
            at += match?.[0].length ?? 1;
        } else if (quoted) {
            plain += letter;
            at++;
        } else if (letter === "'") {
            push();
            const end = text.indexOf("'", at + 1);
            parts.push({ text: text.slice(at + 1, end < 0 ? text.length : end), quoted: true });
            at = end < 0 ? text.length : end + 1;
        } else if (METACHARACTERS.includes(letter)) break;
        else {
            plain += letter;
            at++;
        }
    }
    if (plain !== '') push();
    return { parts, end: at };
}

/** @returns the word where it is plain text without quotes, as the words of the language are, or null */
export function plainWord(token: Token | undefined): string | null {
    if (token?.kind !== 'word') return null;
    const [part, ...more] = token.parts;
    return part !== undefined && more.length === 0 && 'text' in part && !part.quoted ? part.text : null;
}
