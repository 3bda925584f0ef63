// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { asciiTitle, checkEntry, TIMEOUT_SECONDS, type Menu, type MenuEntry } from './menu-entry.js';

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
 * machine started from, where GRUB knows it: after an address that it had to ask for itself it does not.
 */
export function renderGrub({ entries }: Menu, { address, httpPort, probe }: GrubSource): string {
    const http = `(http,${address}:${httpPort})`;
    return [
        'set default=0',
        `set timeout=${TIMEOUT_SECONDS}`,
        `set from=(tftp,${address})`,
        `if [ -s ${http}/${probe} ]; then set from=${http}; fi`,
        'if [ "$net_default_mac" ]; then set card=BOOTIF=01-$net_default_mac; fi',
        'clear',
        ...entries.flatMap(renderEntry),
        '',
    ].join('\n');
}

function renderEntry(entry: MenuEntry): readonly string[] {
    checkEntry(entry);
    return [
        `menuentry '${asciiTitle(entry.title.replaceAll("'", ''))}' {`,
        `    linux $from/${entry.kernel} ${entry.parameters.join(' ')} $card`,
        `    initrd ${entry.initrds.map(name => `$from/${name}`).join(' ')}`,
        '}',
    ];
}
