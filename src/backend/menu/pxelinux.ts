// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientWords } from '../protocol/client-words.js';
import {
    asciiText,
    asciiTitle,
    checkName,
    commandLine,
    titleIn,
    type Menu,
    type MenuEntry,
    type MenuItem,
} from './menu-entry.js';

/** The empty columns on each side of the menu; menu.c32's own ten would cut most names off. */
const MARGIN = 3;
const MAX_HELP = 76;

/**
 * The menu for BIOS clients: configuration of pxelinux with menu.c32, or with vesamenu.c32 where the medium has a picture
 * (Syslinux wiki: Config, Menu, SYSAPPEND). All that it names lies beside the loader. `SYSAPPEND 2` adds BOOTIF=, the
 * network card that the machine started from. TIMEOUT is in tenths of a second; 0
 * is for ever.
 *
 * @param words in the letters of a PC's font (`screenText`), in which the configuration has to be written
 */
export function renderPxelinux(menu: Menu, words: ClientWords): string {
    const { title, items, chosen, timeout, help, look } = menu;
    let [entries, submenus] = [0, 0];

    const renderItem = (item: MenuItem, isChosen: boolean, indent: string): readonly string[] => {
        if (item.kind === 'entry') return renderEntry(item, `entry-${entries++}`, isChosen, indent, words);
        const name = `menu-${submenus++}`;
        return [
            '',
            `${indent}MENU BEGIN ${name}`,
            `${indent}    MENU TITLE ${plainTitle(item.title)}`,
            ...item.items.flatMap(each => renderItem(each, false, `${indent}    `)),
            '',
            `${indent}    LABEL ${name}-back`,
            `${indent}        MENU LABEL ${label(words.back)}`,
            `${indent}        MENU EXIT`,
            `${indent}MENU END`,
        ];
    };

    return [
        look === null ? 'UI menu.c32' : 'UI vesamenu.c32',
        `MENU TITLE ${plainTitle(title)}`,
        ...(look === null
            ? [`MENU MARGIN ${MARGIN}`]
            : [`MENU BACKGROUND ${checkName(look.background)}`, ...look.lines]),
        'PROMPT 0',
        `TIMEOUT ${(timeout ?? 0) * 10}`,
        `MENU AUTOBOOT ${words.countdown}`,
        `MENU TABMSG ${words.edit}`,
        'SYSAPPEND 2',
        ...help.map(({ key, name }) => `F${key} ${checkName(name)}`),
        ...items.flatMap((item, index) => renderItem(item, index === chosen, '')),
        '',
    ].join('\n');
}

function renderEntry(
    entry: MenuEntry,
    name: string,
    isChosen: boolean,
    indent: string,
    words: ClientWords,
): readonly string[] {
    const parameters = commandLine(entry);
    return [
        '',
        `${indent}LABEL ${name}`,
        `${indent}    MENU LABEL ${label(titleIn(entry, words, asciiTitle))}`,
        ...(isChosen ? [`${indent}    MENU DEFAULT`] : []),
        `${indent}    LINUX ${entry.kernel}`,
        `${indent}    INITRD ${entry.initrds.join(',')}`,
        `${indent}    APPEND ${parameters}`,
        ...renderHelp(entry.help, indent),
    ];
}

/** Up to a line that begins with ENDTEXT everything is shown as it is. */
function renderHelp(lines: readonly string[], indent: string): readonly string[] {
    const shown = lines
        .map(line => asciiText(line).slice(0, MAX_HELP))
        .filter(line => !/^endtext/i.test(line));
    return shown.some(line => line !== '')
        ? [`${indent}    TEXT HELP`, ...shown.map(line => `${indent}    ${line}`), `${indent}    ENDTEXT`]
        : [];
}

function plainTitle(text: string): string {
    return asciiTitle(label(text));
}

/** `^` would mark a hot key. */
function label(text: string): string {
    return text.replaceAll('^', '');
}
