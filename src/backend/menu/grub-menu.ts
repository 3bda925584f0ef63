// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { asciiTitle, commandLine, type Menu, type MenuEntry, type MenuItem } from './menu-entry.js';

/** A file that GRUB can look for without anybody taking it for a stage of the boot. */
interface GrubSource {
    readonly address: string;
    readonly httpPort: number;
    readonly probe: string;
}

/**
 * The menu for UEFI clients: a script of GRUB (its manual, "Writing full configuration files directly"). A signed
 * GRUB has only what was built into it: Debian 12's can fetch by TFTP alone, later ones by HTTP, which is faster. Over
 * the network `-s` tells whether a file is there, `-e` and `-f` never do. BOOTIF= names the network card that the
 * machine started from, where GRUB knows it: after an address that it had to ask for itself it does not. A submenu sees
 * only those variables that are exported. A timeout of -1 is for ever.
 */
export function renderGrub(
    { items, chosen, timeout }: Menu,
    { address, httpPort, probe }: GrubSource,
): string {
    const http = `(http,${address}:${httpPort})`;
    return [
        `set default=${chosen}`,
        `set timeout=${timeout ?? -1}`,
        `set from=(tftp,${address})`,
        `if [ -s ${http}/${probe} ]; then set from=${http}; fi`,
        'if [ "$net_default_mac" ]; then set card=BOOTIF=01-$net_default_mac; fi',
        'export from',
        'export card',
        'clear',
        ...items.flatMap(item => renderItem(item, '')),
        '',
    ].join('\n');
}

function renderItem(item: MenuItem, indent: string): readonly string[] {
    if (item.kind === 'entry') return renderEntry(item, indent);
    return [
        `${indent}submenu '${plainTitle(item.title)}' {`,
        ...item.items.flatMap(each => renderItem(each, `${indent}    `)),
        `${indent}}`,
    ];
}

function renderEntry(entry: MenuEntry, indent: string): readonly string[] {
    const parameters = commandLine(entry, '$card');
    return [
        `${indent}menuentry '${plainTitle(entry.title)}' {`,
        `${indent}    linux $from/${entry.kernel} ${parameters}`,
        `${indent}    initrd ${entry.initrds.map(name => `$from/${name}`).join(' ')}`,
        `${indent}}`,
    ];
}

function plainTitle(text: string): string {
    return asciiTitle(text.replaceAll("'", ''));
}
