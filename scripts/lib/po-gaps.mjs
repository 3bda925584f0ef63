// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { execFileSync } from 'node:child_process';

/** @param {string} text */
function gaps(text) {
    return [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');
}

/**
 * The translations whose gaps (`{name}`, which gettext does not know) are not those of the original: something would be missing
 * in the sentence, or stand there in braces. Where a number is one, its form may do without it.
 *
 * @param {string} file a .po file
 * @returns {string[]} a line for each
 */
export function wrongGaps(file) {
    const text = execFileSync('msgcat', ['--no-wrap', '--no-location', file], { encoding: 'utf8' });
    return text.split('\n\n').flatMap(entry => {
        const one = (/** @type {string} */ name) =>
            joined(entry, new RegExp(`^${name} (".*"(?:\n".*")*)`, 'm'));
        const original = one('msgid_plural') || one('msgid');
        if (original === '') return [];
        const forms = [...entry.matchAll(/^msgstr(?:\[\d+\])? (".*"(?:\n".*")*)/gm)].map(
            ([, value = '']) => value,
        );
        return forms
            .filter(form => !/^""$/.test(form))
            .filter(form => {
                const [wanted, found] = [gaps(original), gaps(form)];
                const withoutNumber = forms.length > 1 && found === gaps(original.replace('{n}', ''));
                return found !== wanted && !withoutNumber;
            })
            .map(form => `${file}: the gaps of ${form} are not those of “${original}”`);
    });
}

/**
 * @param {string} entry
 * @param {RegExp} pattern
 */
function joined(entry, pattern) {
    return (pattern.exec(entry)?.[1] ?? '').replace(/"\n"/g, '').slice(1, -1);
}
