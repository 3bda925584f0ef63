// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Letters that say the same, and can be told from the original. */
const ACCENTED = new Map([...'aáeéiíoóuúAÁEÉIÍOÓUÚ'.matchAll(/(.)(.)/gu)].map(([, from, to]) => [from, to]));

/** A third longer than English: so are the longest of the languages that there are. */
const FILLING = ' lorem ipsum dolor sit amet';

/** @param {string} text */
function pseudoText(text) {
    const accented = text.replace(/\{\w+\}|\\.|./gsu, part => ACCENTED.get(part) ?? part);
    const longer = FILLING.repeat(8).slice(0, Math.ceil(text.length / 3));
    // what ends a line stays at its end
    const [, body = '', end = ''] = /^(.*?)((?:…|\\n)*)$/su.exec(accented) ?? [];
    return `⟦${body}${longer}⟧${end}`;
}

/**
 * Translates everything into a language that nobody speaks: long, in brackets, readable. What stands in a window without
 * brackets was not marked to be translated.
 *
 * @param {string} template the .pot file
 * @param {string} output the .mo file
 */
export function makePseudoTranslation(template, output) {
    const text = execFileSync('msgcat', ['--no-wrap', '--no-location', template], { encoding: 'utf8' });
    const [header = '', ...entries] = text.split('\n\n');
    const translated = entries.map(entry => {
        const one = joined(entry, 'msgid');
        const several = joined(entry, 'msgid_plural');
        const kept = entry.replace(/^msgstr[^]*/m, '');
        if (several === null) return `${kept}msgstr "${pseudoText(one ?? '')}"\n`;
        return `${kept}msgstr[0] "${pseudoText(one ?? '')}"\nmsgstr[1] "${pseudoText(several)}"\n`;
    });
    const plural = header
        .replace('CHARSET', 'UTF-8')
        .replace('nplurals=INTEGER; plural=EXPRESSION;', 'nplurals=2; plural=(n != 1);');
    mkdirSync(dirname(output), { recursive: true });
    execFileSync('msgfmt', ['--output-file', output, '-'], { input: [plural, ...translated].join('\n\n') });
}

/**
 * @param {string} entry
 * @param {string} name
 */
function joined(entry, name) {
    const found = new RegExp(`^${name} (".*"(?:\n".*")*)`, 'm').exec(entry)?.[1];
    return found === undefined ? null : found.replace(/"\n"/g, '').slice(1, -1);
}
