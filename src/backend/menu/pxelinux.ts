// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { asciiTitle, checkEntry, TIMEOUT_SECONDS, type Menu, type MenuEntry } from './menu-entry.js';

/** The empty columns on each side of the menu; menu.c32's own ten would cut most names off. */
const MARGIN = 3;

/**
 * The menu for BIOS clients: configuration of pxelinux with menu.c32 (Syslinux wiki: Config, Menu, SYSAPPEND). Files
 * are named by whole URLs, so that they come by HTTP. `SYSAPPEND 2` adds BOOTIF=, the network card that the machine
 * started from. TIMEOUT is in tenths of a second.
 *
 * @param base URL of the served files, without a slash at its end
 */
export function renderPxelinux({ title, entries }: Menu, base: string): string {
    return [
        'UI menu.c32',
        `MENU TITLE ${plainTitle(title)}`,
        `MENU MARGIN ${MARGIN}`,
        'PROMPT 0',
        `TIMEOUT ${TIMEOUT_SECONDS * 10}`,
        'SYSAPPEND 2',
        ...entries.flatMap((entry, index) => renderEntry(entry, index, base)),
        '',
    ].join('\n');
}

function renderEntry(entry: MenuEntry, index: number, base: string): readonly string[] {
    checkEntry(entry);
    return [
        '',
        `LABEL entry-${index}`,
        `    MENU LABEL ${plainTitle(entry.title)}`,
        ...(index === 0 ? ['    MENU DEFAULT'] : []),
        `    LINUX ${base}/${entry.kernel}`,
        `    INITRD ${entry.initrds.map(name => `${base}/${name}`).join(',')}`,
        `    APPEND ${entry.parameters.join(' ')}`,
    ];
}

/** `^` would mark a hot key. */
function plainTitle(text: string): string {
    return asciiTitle(text.replaceAll('^', ''));
}
