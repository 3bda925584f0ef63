// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { cleanText } from '../medium/clean-text.js';

/** One entry of a medium's menu as its loader's configuration has it: nothing in it is checked. */
export interface ParsedEntry {
    readonly kind: 'entry';
    readonly title: string;
    /** What the configuration calls it: isolinux's label, GRUB's id, the file of systemd-boot; '' where it has no name. */
    readonly name: string;
    /** A path inside the medium; '' where the entry starts no kernel of the medium's. */
    readonly kernel: string;
    readonly initrds: readonly string[];
    /** The kernel's arguments. */
    readonly arguments: readonly string[];
    /** What the loader shows of it while it is selected. */
    readonly help: readonly string[];
}

export interface ParsedSubmenu {
    readonly kind: 'submenu';
    readonly title: string;
    readonly items: readonly ParsedItem[];
}

export type ParsedItem = ParsedEntry | ParsedSubmenu;

/** What a function key shows: F1 has the key 1. */
export interface HelpPage {
    readonly key: number;
    readonly text: string;
}

/** What an isolinux menu looks like. */
export interface Look {
    /** The picture behind the menu: a path inside the medium. */
    readonly background: string;
    /** Lines of its configuration for colours and places, each checked (`lookLine`). */
    readonly lines: readonly string[];
}

/** A medium's menu, whatever loader it was written for. */
export interface ParsedMenu {
    readonly items: readonly ParsedItem[];
    /** One of the entries in `items`: the one that starts by itself. */
    readonly chosen: ParsedEntry | null;
    /** In seconds; null where the menu waits for ever, or does not say. */
    readonly timeout: number | null;
    readonly help: readonly HelpPage[];
    readonly look: Look | null;
}

/** @returns the entries of a menu and of its submenus, in their order */
export function entriesOf(items: readonly ParsedItem[]): readonly ParsedEntry[] {
    return items.flatMap(item => (item.kind === 'entry' ? [item] : entriesOf(item.items)));
}

/** Longer than any title; loaders show less. */
const MAX_TEXT = 200;

/** @returns a title or a line of help of a medium's as one printable line */
export function shownText(text: string): string {
    return cleanText(text, MAX_TEXT);
}
