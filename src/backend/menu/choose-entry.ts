// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { cleanText } from '../medium/clean-text.js';
import { Problem } from '../protocol/problem.js';
import type { LiveEntry, LiveItem, LiveMenu } from './live-menu.js';

interface Choice {
    readonly entry: LiveEntry;
    readonly title: string;
}

/**
 * What a person may have clients start by themselves, by the titles of a medium's own menu, those of its submenus before them.
 *
 * @param menu null where the medium has none that fits
 * @param name the medium's, for what it starts then
 * @returns cleaned for display; first what starts where nothing else is chosen
 */
export function entryTitles(menu: LiveMenu | null, name: string): readonly string[] {
    return menu === null ? [name] : choices(menu).map(({ title }) => title);
}

/**
 * @param entry a position in `entryTitles`
 * @returns the menu with that entry as what starts by itself
 * @throws Problem `bad-request` where there is none
 */
export function chooseEntry(menu: LiveMenu | null, entry: number): LiveMenu | null {
    const chosen = menu === null ? undefined : choices(menu)[entry]?.entry;
    if (menu !== null && chosen !== undefined) return { ...menu, chosen };
    if (menu === null && entry === 0) return null;
    throw new Problem('bad-request', {}, `no entry ${entry}`);
}

/** Entries that differ in nothing but the way on which the system comes are one. */
function choices({ items, chosen }: LiveMenu): readonly Choice[] {
    const all = below(items, '');
    const known = new Set<string>();
    return [...all.filter(({ entry }) => entry === chosen), ...all].filter(({ entry }) => {
        const content = JSON.stringify([entry.set, entry.parameters, entry.handedOn]);
        if (known.has(content)) return false;
        known.add(content);
        return true;
    });
}

function below(items: readonly LiveItem[], heading: string): readonly Choice[] {
    return items.flatMap(item => {
        if (item.kind === 'submenu') return below(item.items, `${heading}${item.title}: `);
        return [{ entry: item, title: cleanText(`${heading}${item.title === '' ? item.name : item.title}`) }];
    });
}
