// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { isParameter } from '../medium/clean-text.js';
import type { MenuEntry } from './menu-entry.js';

/** How long the menu waits before it starts the first entry, in tenths of a second as TIMEOUT has it. */
const TIMEOUT = 50;

/** The empty columns on each side of the menu; menu.c32's own ten would cut most names off. */
const MARGIN = 3;

/** What that leaves of an 80-column screen beside the frame. */
const MAX_TITLE = 70;

/** An address and a generated name: what a URL of ours looks like, so that nothing else gets into the configuration. */
const OWN_URL = /^http:\/\/[0-9.]+:[0-9]+\/[a-z0-9./-]+$/;

/**
 * The menu for BIOS clients: configuration of pxelinux with menu.c32 (Syslinux wiki: Config, Menu, SYSAPPEND). Files
 * are named by whole URLs, so that they come by HTTP. `SYSAPPEND 2` adds BOOTIF=, the network card that the machine
 * started from.
 *
 * @param title the medium's name
 * @param entries the first one starts by itself
 */
export function renderPxelinux(title: string, entries: readonly MenuEntry[]): string {
    return [
        'UI menu.c32',
        `MENU TITLE ${asciiText(title)}`,
        `MENU MARGIN ${MARGIN}`,
        'PROMPT 0',
        `TIMEOUT ${TIMEOUT}`,
        'SYSAPPEND 2',
        ...entries.flatMap(renderEntry),
        '',
    ].join('\n');
}

function renderEntry(entry: MenuEntry, index: number): readonly string[] {
    for (const url of [entry.kernel, ...entry.initrds])
        if (!OWN_URL.test(url)) throw new Error(`not a URL of ours: ${url}`);
    for (const parameter of entry.parameters)
        if (!isParameter(parameter)) throw new Error(`not a plain kernel parameter: ${parameter}`);
    return [
        '',
        `LABEL entry-${index}`,
        `    MENU LABEL ${asciiText(entry.title)}`,
        ...(index === 0 ? ['    MENU DEFAULT'] : []),
        `    LINUX ${entry.kernel}`,
        `    INITRD ${entry.initrds.join(',')}`,
        `    APPEND ${entry.parameters.join(' ')}`,
    ];
}

/** What the loader's font can show: accents are taken off, other scripts left out; `^` would mark a hot key. */
function asciiText(text: string): string {
    const plain = text
        .normalize('NFKD')
        .replace(/[^\x20-\x7e]|\^/g, '')
        .replace(/ {2,}/g, ' ')
        .trim();
    if (plain.length <= MAX_TITLE) return plain === '' ? 'Live system' : plain;
    const words = plain.slice(0, MAX_TITLE + 1).replace(/ *\S*$/, '');
    return words === '' ? plain.slice(0, MAX_TITLE) : words;
}
