// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** The letters of Hebrew and Arabic, and of what is written like them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;

/**
 * Fills the gaps `{name}` of a translated text. A gap without a value stays as it is. In a text from right to left each value
 * has a direction of its own (Unicode Standard Annex 9: isolates), or “970 MiB” would come out as “MiB 970”.
 */
export function fill(text: string, gaps: Readonly<Record<string, string>>): string {
    const isolated = (value: string): string => (RIGHT_TO_LEFT.test(text) ? isolate(value) : value);
    return text.replace(/\{(\w+)\}/g, (gap, name: string) => {
        const value = gaps[name];
        return value === undefined ? gap : isolated(value);
    });
}

/**
 * Puts texts that stand for themselves into one line. Where one is from right to left, each has a direction of its own.
 *
 * @param parts '' for those that are not there
 */
export function inOneLine(parts: readonly string[]): string {
    const there = parts.filter(text => text !== '');
    const rightToLeft = there.some(text => RIGHT_TO_LEFT.test(text));
    // where the line is broken, the dot stays above
    return (rightToLeft ? there.map(isolate) : there).join('\u00a0· ');
}

function isolate(text: string): string {
    return `\u2068${text}\u2069`;
}
