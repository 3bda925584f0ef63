// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { BootFiles } from '../medium/families/boot-files.js';
import { parameterValue } from '../medium/families/describe.js';
import { family, startsLive } from '../medium/recognise.js';
import type { Medium, MediumContents } from '../medium/types.js';
import { isStartable } from './medium-menu.js';
import { chosenEntry, checksMedium } from './own-entry.js';
import { keptParameters, nameOf } from './parameters.js';
import type { HelpPage, Look, ParsedEntry, ParsedItem, ParsedMenu } from './parsed-menu.js';

/** An entry that starts the medium's live system from the network, in one of its ways. */
export interface LiveEntry {
    readonly kind: 'entry';
    readonly title: string;
    readonly name: string;
    readonly help: readonly string[];
    /** Which of `LiveMenu.sets` it starts. */
    readonly set: number;
    /** Kept and checked (`keptParameters`). */
    readonly parameters: readonly string[];
    readonly handedOn: readonly string[];
    /** Whether it is for the copy in memory. */
    readonly inMemory: boolean;
    /** The language and the keyboard layout that it is for, in its menu's words; null where those of the default entry. */
    readonly language: string | null;
    readonly keyboard: string | null;
}

export interface LiveSubmenu {
    readonly kind: 'submenu';
    readonly title: string;
    readonly items: readonly LiveItem[];
}

export type LiveItem = LiveEntry | LiveSubmenu;

/** What of a medium's own menu is fit for the network. */
export interface LiveMenu {
    readonly items: readonly LiveItem[];
    /** What starts by itself; one of the entries. */
    readonly chosen: LiveEntry;
    /** The kernels and initrds of all entries; the medium's own ones first. */
    readonly sets: readonly BootFiles[];
    readonly timeout: number | null;
    readonly help: readonly HelpPage[];
    readonly look: Look | null;
}

/** A medium has a few kernels; each is served, and copied where the image is. */
const MAX_SETS = 12;
const MAX_ENTRIES = 150;

/** What media have in their menus for the copy in memory: live-boot and casper, dracut, archiso and miso. */
const IN_MEMORY = /^(toram(=.*)?|rd\.live\.ram(=1)?|live_ram|copytoram(=y)?)$/;

/** Parameters of a language and of a keyboard layout, those of the families and of installers on their media. */
const LANGUAGE = [
    ...[
        'locales',
        'locale',
        'lang',
        'language',
        'live-config.locales',
        'locale.LANG',
        'rd.locale.LANG',
        'LANG',
    ],
    ...['debian-installer/locale', 'debian-installer/language'],
];
const KEYBOARD = [
    ...['keyboard-layouts', 'live-config.keyboard-layouts', 'keyboard-configuration/layoutcode', 'keyboard'],
    ...[
        'console-setup/layoutcode',
        'kbd-chooser/method',
        'vconsole.keymap',
        'rd.vconsole.keymap',
        'KEYTABLE',
    ],
];

/**
 * Chooses what of a medium's menu can be offered to clients: entries that start its live system with its own image. What
 * checks the medium, starts from a disk, another image or another program is left out.
 *
 * @param menu null where the medium has none that we can read
 * @returns null where nothing of it is left
 */
export function liveMenu(
    menu: ParsedMenu | null,
    medium: Medium,
    files: MediumContents['files'],
): LiveMenu | null {
    const first = menu === null ? null : chosenEntry(menu, files);
    if (menu === null || first === null || checksMedium(first)) return null;
    const { imageParameters } = family(medium.family);
    const sets: BootFiles[] = [{ kernel: medium.kernel, initrds: medium.initrds }];
    const image = imageOf(first, imageParameters);
    const own = keptParameters(first.arguments);
    const ownTokens = new Set([...own.parameters, ...own.handedOn]);
    const found: { chosen: LiveEntry | null; entries: number } = { chosen: null, entries: 0 };

    const isOffered = (entry: ParsedEntry): boolean =>
        entry === first ||
        (isStartable(entry, files) &&
            !checksMedium(entry) &&
            (startsLive(entry.arguments) || sameFiles(entry, first)) &&
            imageOf(entry, imageParameters) === image);

    const setOf = (entry: ParsedEntry): number => {
        if (sameFiles(entry, first)) return 0;
        const known = sets.findIndex(set => sameFiles(set, entry));
        if (known >= 0 || sets.length >= MAX_SETS) return known;
        return sets.push({ kernel: entry.kernel, initrds: entry.initrds }) - 1;
    };

    const offered = (entry: ParsedEntry): readonly LiveEntry[] => {
        if (found.entries >= MAX_ENTRIES && entry !== first) return [];
        const set = isOffered(entry) ? setOf(entry) : -1;
        if (set < 0) return [];
        found.entries++;
        const kept = keptParameters(entry.arguments);
        const differing = [...kept.parameters, ...kept.handedOn].filter(token => !ownTokens.has(token));
        const live: LiveEntry = {
            ...{ kind: 'entry', title: entry.title, name: entry.name, help: entry.help, set, ...kept },
            inMemory: entry.arguments.some(word => IN_MEMORY.test(word)),
            language: valueOfAny(differing, LANGUAGE),
            keyboard: valueOfAny(differing, KEYBOARD),
        };
        if (entry === first) found.chosen = live;
        return [live];
    };

    const fit = (items: readonly ParsedItem[]): readonly LiveItem[] =>
        items.flatMap((item): readonly LiveItem[] => {
            if (item.kind === 'entry') return offered(item);
            const below = fit(item.items);
            return below.length === 0 ? [] : [{ kind: 'submenu', title: item.title, items: below }];
        });

    const items = alone(fit(menu.items));
    const { timeout, help, look } = menu;
    return found.chosen === null ? null : { items, chosen: found.chosen, sets, timeout, help, look };
}

function valueOfAny(tokens: readonly string[], names: readonly string[]): string | null {
    const token = tokens.find(each => names.includes(nameOf(each)));
    return token === undefined ? null : token.slice(nameOf(token).length + 1);
}

/** Where all is in one submenu, that is the menu. */
function alone(items: readonly LiveItem[]): readonly LiveItem[] {
    const [item, ...more] = items;
    return item?.kind === 'submenu' && more.length === 0 ? alone(item.items) : items;
}

function sameFiles(a: BootFiles, b: BootFiles): boolean {
    return [a.kernel, ...a.initrds].join('\n') === [b.kernel, ...b.initrds].join('\n');
}

/** @returns what an entry says of the image that it starts; the same text for the same image */
function imageOf({ arguments: words }: ParsedEntry, names: readonly string[]): string {
    return names.map(name => parameterValue(words, name)?.replace(/^\/+|\/+$/g, '') ?? '').join('\n');
}
