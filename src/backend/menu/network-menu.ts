// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { family } from '../medium/recognise.js';
import type { ClientLocale, Endpoint, Medium, Transport } from '../medium/types.js';
import { MAX_IN_MEMORY_LETTERS } from '../protocol/client-words.js';
import { initrdName, kernelName } from './boot-file-names.js';
import { helpName, splashName } from './help-files.js';
import type { LiveEntry, LiveItem, LiveMenu } from './live-menu.js';
import {
    asciiText,
    asciiTitle,
    MAX_TITLE,
    type Menu,
    type MenuEntry,
    type MenuItem,
    type TitleWord,
} from './menu-entry.js';
import { nameOf } from './parameters.js';

/** What a menu is made of. */
export interface NetworkMenuParts {
    readonly medium: Medium;
    /** Null where the medium has none that fits: then one is made up. */
    readonly menu: LiveMenu | null;
    readonly locale: ClientLocale;
    readonly endpoint: Endpoint;
    /** The ways that are open; first that of the entry that starts by itself. */
    readonly transports: readonly Transport[];
    /** Whether nothing starts by itself. */
    readonly ask: boolean;
    /** The names of initrds of ours, which come after the medium's. */
    readonly extraInitrds: readonly string[];
}

/** What a made-up menu offers. */
const TITLES: Readonly<Record<Transport, TitleWord>> = { nfs: 'overNetwork', ram: 'copied' };

/** What is left of a line for the medium's title where ours is behind it. */
const MAX_BEFORE_WORD = MAX_TITLE - MAX_IN_MEMORY_LETTERS;

/** What an entry is called: as in `MenuEntry`. */
type Title = Pick<MenuEntry, 'title' | 'word'>;

/** How long a menu waits: a medium may wait for ever, and nobody may sit before a client; or for less than it takes to read. */
const MIN_SECONDS = 5;
const MAX_SECONDS = 30;

/** How an entry is started: the medium's own ones by what they say, a made-up one without. */
type Start = Pick<LiveEntry, 'set' | 'parameters' | 'handedOn' | 'language' | 'keyboard' | 'help'>;

/**
 * The menu that clients see: the medium's own, each entry with the parameters by which its family starts from the network.
 * The default entry is there for each way that is open; entries that would do the same as another are left out.
 */
export function networkMenu(parts: NetworkMenuParts): Menu {
    const { medium, menu } = parts;
    const look = menu?.look ?? null;
    const { items, chosen } = menu === null ? generated(parts) : own(parts, menu);
    return {
        title: medium.name,
        items: withDistinctTitles(items),
        chosen,
        timeout: parts.ask ? null : Math.min(MAX_SECONDS, Math.max(MIN_SECONDS, menu?.timeout ?? 0)),
        help: (menu?.help ?? []).map(({ key }) => ({ key, name: helpName(key) })),
        look: look === null ? null : { ...look, background: splashName(look) },
    };
}

type Items = Pick<Menu, 'items' | 'chosen'>;

function generated(parts: NetworkMenuParts): Items {
    const { medium, transports } = parts;
    const start: Start = {
        ...{ set: 0, parameters: medium.parameters, handedOn: [], help: [] },
        ...{ language: null, keyboard: null },
    };
    const items = transports.map(transport =>
        entryFor(parts, start, transport, { title: '', word: TITLES[transport] }),
    );
    return { items, chosen: 0 };
}

function own(parts: NetworkMenuParts, menu: LiveMenu): Items {
    const { transports } = parts;
    const several = transports.length > 1;
    const defaults = transports.map(transport =>
        entryFor(parts, menu.chosen, transport, titleOf(menu.chosen, several && transport === 'ram')),
    );
    const known = new Set(defaults.map(contentOf));
    const entries = (entry: LiveEntry, top: boolean): readonly MenuEntry[] => {
        if (entry === menu.chosen) return top ? defaults : [];
        const transport = entry.inMemory ? transports.find(each => each === 'ram') : transports[0];
        if (transport === undefined) return [];
        const made = entryFor(parts, entry, transport, titleOf(entry, false));
        if (known.has(contentOf(made))) return [];
        known.add(contentOf(made));
        return [made];
    };
    const made = (items: readonly LiveItem[], top: boolean): readonly MenuItem[] =>
        items.flatMap((item): readonly MenuItem[] => {
            if (item.kind === 'entry') return entries(item, top);
            const below = made(item.items, false);
            return below.length === 0
                ? []
                : [{ kind: 'submenu', title: asciiTitle(item.title), items: withDistinctTitles(below) }];
        });
    const items = made(menu.items, true);
    // what starts by itself cannot stand in a submenu
    const at = items.findIndex(item => item === defaults[0]);
    return at < 0 ? { items: [...defaults, ...items], chosen: 0 } : { items, chosen: at };
}

function entryFor(
    { medium, menu, locale, endpoint, extraInitrds }: NetworkMenuParts,
    { set, parameters, handedOn, language, keyboard, help }: Start,
    transport: Transport,
    title: Title,
): MenuEntry {
    const of = family(medium.family);
    const initrds = menu?.sets[set]?.initrds ?? medium.initrds;
    // an entry for a language is chosen for that
    const session = of.localeParameters({
        language: language === null ? locale.language : null,
        keyboard: keyboard === null ? locale.keyboard : null,
    });
    const replaced = session.map(nameOf);
    const isKept = (token: string): boolean => !replaced.includes(nameOf(token));
    const fit = (tokens: readonly string[]): readonly string[] =>
        of.bootParameters({ ...medium, parameters: tokens }, transport, endpoint).filter(isKept);
    const alsoBehind = new Set(fit(handedOn));
    return {
        kind: 'entry',
        ...title,
        help,
        kernel: kernelName(set),
        initrds: [...initrds.map((_, index) => initrdName(set, index)), ...extraInitrds],
        parameters: [...fit(parameters), ...session],
        handedOn: handedOn.filter(token => alsoBehind.has(token)),
    };
}

/** What an entry does, whatever it is called. */
function contentOf({ kernel, initrds, parameters, handedOn }: MenuEntry): string {
    return JSON.stringify([kernel, initrds, parameters, handedOn]);
}

/** @returns a title in the letters of a loader's font; where none is left, another name that its menu has for it */
function titleOf({ title, name, language }: LiveEntry, copied: boolean): Title {
    const text = [title, name, language ?? ''].find(each => /[a-z0-9]/i.test(asciiText(each))) ?? '';
    return copied
        ? { title: asciiTitle(text, MAX_BEFORE_WORD), word: 'inMemory' }
        : { title: asciiTitle(text), word: null };
}

/** Titles may be the same in the letters of a loader's font alone: those get a number. */
function withDistinctTitles(items: readonly MenuItem[]): readonly MenuItem[] {
    const counts = new Map<string, number>();
    return items.map(item => {
        // ours differ from all others
        if (item.kind === 'entry' && item.word !== null) return item;
        const count = (counts.get(item.title) ?? 0) + 1;
        counts.set(item.title, count);
        const mark = ` (${count})`;
        return count === 1
            ? item
            : { ...item, title: asciiTitle(item.title, MAX_TITLE - mark.length) + mark };
    });
}
