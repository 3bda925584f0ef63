// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** The letters of Hebrew and Arabic, and of what is written like them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;

/**
 * Fills the gaps `{name}` of a translated text. A gap without a value stays as it is. In a text from right to left each value
 * has a direction of its own (Unicode Standard Annex 9: isolates), or “970 MiB” would come out as “MiB 970”.
 */
export function fill(text: string, gaps: Readonly<Record<string, string>>): string {
    const isolated = (value: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${value}\u2069` : value);
    return text.replace(/\{(\w+)\}/g, (gap, name: string) => {
        const value = gaps[name];
        return value === undefined ? gap : isolated(value);
    });
}
