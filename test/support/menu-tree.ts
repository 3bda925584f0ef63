// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type {
    ClientLocale,
    Endpoint,
    Medium,
    MediumContents,
    Transport,
} from '../../src/backend/medium/types.js';
import { recognise } from '../../src/backend/medium/recognise.js';
import { chooseEntry } from '../../src/backend/menu/choose-entry.js';
import { renderGrub } from '../../src/backend/menu/grub-menu.js';
import { renderIpxe } from '../../src/backend/menu/ipxe.js';
import { liveMenu, type LiveMenu } from '../../src/backend/menu/live-menu.js';
import { mediumMenu } from '../../src/backend/menu/medium-menu.js';
import { titleIn, type Menu, type MenuItem } from '../../src/backend/menu/menu-entry.js';
import { networkMenu } from '../../src/backend/menu/network-menu.js';
import { ownEntry } from '../../src/backend/menu/own-entry.js';
import type { ParsedMenu } from '../../src/backend/menu/parsed-menu.js';
import { renderPxelinux } from '../../src/backend/menu/pxelinux.js';
import { asciiOnly, screenText, shownWords } from '../../src/backend/menu/screen-letters.js';
import { ENGLISH_WORDS, type ClientWords } from '../../src/backend/protocol/client-words.js';

const ENDPOINT: Endpoint = {
    address: '10.77.0.1',
    httpPort: 80,
    exportPath: '/run/share-live/medium',
    rootPaths: ['/root-0.squashfs'],
    image: { path: '/medium.iso', bytes: 2_000_000_000 },
};
const BASE = 'http://10.77.0.1:80';

/** A menu on its whole way: as it was read, what of it fits, what clients get. */
export interface CompiledMenu {
    readonly parsed: ParsedMenu | null;
    readonly medium: Medium;
    readonly live: LiveMenu | null;
    readonly menu: Menu;
    readonly pxelinux: string;
    readonly grub: string;
    readonly ipxe: string;
}

interface CompileOptions {
    readonly entry?: number;
    readonly ask?: boolean;
    readonly words?: ClientWords;
}

/** Compiles a medium's menu as a share does. @throws Problem where the medium is none of ours */
export function compileMenu(
    contents: MediumContents,
    locale: ClientLocale = { language: null, keyboard: null },
    only: readonly Transport[] = ['nfs', 'ram'],
    { entry = 0, ask = false, words = ENGLISH_WORDS }: CompileOptions = {},
): CompiledMenu {
    const parsed = mediumMenu(contents);
    const medium = recognise(contents, ownEntry(parsed, contents.files));
    const live = chooseEntry(liveMenu(parsed, medium, contents.files), entry);
    const transports = only.filter(transport => medium.transports.includes(transport));
    const parts = { medium, menu: live, locale, endpoint: ENDPOINT, transports, ask };
    const menu = networkMenu({ ...parts, extraInitrds: ['initrd-extra'] });
    return {
        ...{ parsed, medium, live, menu },
        pxelinux: renderPxelinux(menu, shownWords(words, screenText)),
        grub: renderGrub(menu, { address: '10.77.0.1', httpPort: 80, probe: 'menu.ipxe' }, words),
        ipxe: renderIpxe(menu, BASE, shownWords(words, asciiOnly)),
    };
}

/** @returns the title of an item in English */
export function titleOf(item: MenuItem): string {
    return titleIn(item, ENGLISH_WORDS, title => title);
}

/** @returns the titles of a menu, those of submenus indented */
export function titlesOf(items: readonly MenuItem[], indent = ''): readonly string[] {
    return items.flatMap(item => [
        indent + titleOf(item),
        ...(item.kind === 'submenu' ? titlesOf(item.items, `${indent}    `) : []),
    ]);
}

/** What each line of a rendered menu looks like: anything else has come out of a medium unescaped. */
const WORDS = '[A-Za-z0-9_.,:=/@%+-]+(?: [A-Za-z0-9_.,:=/@%+-]+)*';
const PXELINUX_LINES = [
    /^(UI (vesa)?menu\.c32|MENU BACKGROUND splash\.(png|jpe?g|lss)|PROMPT 0|TIMEOUT \d+|SYSAPPEND 2|F\d+ help-\d+\.txt|)$/,
    /^MENU (COLOU?R|RESOLUTION|[A-Z]+) [A-Za-z0-9_#;* -]+$/,
    /^ *MENU (TITLE|LABEL) [\x20-\x5d\x5f-\x7e]{1,70}$/,
    /^MENU (AUTOBOOT Starts by itself in # s|TABMSG Tab: change the parameters)$/,
    /^ *(LABEL (entry-\d+|menu-\d+-back)|MENU (DEFAULT|EXIT|END|BEGIN menu-\d+)|TEXT HELP|ENDTEXT)$/,
    /^ *(LINUX|INITRD) [a-z0-9-]+(,[a-z0-9-]+)*$/,
    new RegExp(`^ *APPEND ${WORDS}$`),
];
const GRUB_LINES = [
    /^(set (default|timeout)=\d+|set from=\(tftp,10\.77\.0\.1\)|export (from|card)|clear| *\}|)$/,
    /^if \[ -s \(http,10\.77\.0\.1:80\)\/menu\.ipxe \]; then set from=\(http,10\.77\.0\.1:80\); fi$/,
    /^if \[ "\$net_default_mac" \]; then set card=BOOTIF=01-\$net_default_mac; fi$/,
    /^set (over_network='Start over the network'|copied='Copy into memory, then start'|in_memory=', in memory')$/,
    /^ *(menuentry|submenu) '[\x20-\x26\x28-\x7e]{1,70}' \{$/,
    /^ *menuentry ('[\x20-\x26\x28-\x7e]{1,46}'"\$in_memory"|"\$(over_network|copied)") \{$/,
    new RegExp(`^ *linux \\$from/[a-z0-9-]+ ${WORDS} \\$card( --- ${WORDS})?$`),
    /^ *initrd \$from\/[a-z0-9-]+( \$from\/[a-z0-9-]+)*$/,
];
const IPXE_LINES = [
    /^(#!ipxe|:(main|entry-\d+|menu-\d+)|item (main|menu-\d+) Back|)$/,
    /^(menu|item (entry|menu)-\d+) [A-Za-z0-9(][A-Za-z0-9 .,:()/+_-]*$/,
    /^choose( --default entry-\d+ --timeout \d+)? selected && goto \$\{selected\} \|\| (exit|goto (main|menu-\d+))$/,
    new RegExp(
        `^kernel ${BASE}/[a-z0-9-]+( initrd=[a-z0-9-]+)+ ${WORDS} BOOTIF=01-\\$\\{netX/mac:hexhyp\\}( --- ${WORDS})? \\|\\| goto (main|menu-\\d+)$`,
    ),
    /^(initrd http:\/\/10\.77\.0\.1:80\/[a-z0-9-]+|boot) \|\| goto (main|menu-\d+)$/,
];

/** @returns the lines of rendered menus that have anything in them which is not ours, or not checked */
export function strangeLines({ pxelinux, grub, ipxe }: CompiledMenu): readonly string[] {
    const strange = (text: string, shapes: readonly RegExp[]): readonly string[] =>
        text.split('\n').filter(line => !shapes.some(shape => shape.test(line)));
    // what stands between TEXT HELP and ENDTEXT is shown as it is
    const plain = pxelinux.replace(/^( *TEXT HELP\n)(?: *(?!ENDTEXT)[ -~]*\n)*?( *ENDTEXT)$/gm, '$1$2');
    return [...strange(plain, PXELINUX_LINES), ...strange(grub, GRUB_LINES), ...strange(ipxe, IPXE_LINES)];
}
