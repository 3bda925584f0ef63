// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { ENGLISH_WORDS, type ClientWords } from '../protocol/client-words.js';
import {
    asciiTitle,
    commandLine,
    type Menu,
    type MenuEntry,
    type MenuItem,
    TITLE_WORDS,
    type TitleWord,
} from './menu-entry.js';
import { asciiOnly } from './screen-letters.js';

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
 *
 * @param words with any letters: a firmware's console may not show them, hence the menu has a screen of its own where
 *   they need one and this GRUB has a font
 */
export function renderGrub(
    { items, chosen, timeout }: Menu,
    { address, httpPort, probe }: GrubSource,
    words: ClientWords,
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
        ...setTitleWords(items, words),
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
        `${indent}menuentry ${title(entry)} {`,
        `${indent}    linux $from/${entry.kernel} ${parameters}`,
        `${indent}    initrd ${entry.initrds.map(name => `$from/${name}`).join(' ')}`,
        `${indent}}`,
    ];
}

/** The variables with those parts of titles that are ours. */
const VARIABLES: Readonly<Record<TitleWord, string>> = {
    overNetwork: 'over_network',
    copied: 'copied',
    inMemory: 'in_memory',
};

/** Where the font is: in the folder of GRUB, or in the signed image itself, where Debian's and Ubuntu's have it. */
const FONTS = ['unicode', '(memdisk)/fonts/unicode.pf2'];

/** Sets the variables that titles have. A signed GRUB reads no font from elsewhere. */
function setTitleWords(items: readonly MenuItem[], words: ClientWords): readonly string[] {
    const used = TITLE_WORDS.filter(word => usesWord(items, word));
    const set = (of: ClientWords, indent: string): readonly string[] =>
        used.map(word => `${indent}set ${VARIABLES[word]}='${quoted(of[word])}'`);
    if (used.every(word => asciiOnly(words[word]) !== null)) return set(words, '');
    return [
        ...set(ENGLISH_WORDS, ''),
        ...FONTS.map((font, index) => `${index === 0 ? 'if' : 'elif'} loadfont ${font}; then set font=yes`),
        'fi',
        'if [ "$font" ]; then',
        '    if terminal_output gfxterm; then',
        ...set(words, '        '),
        '    fi',
        'fi',
    ];
}

function usesWord(items: readonly MenuItem[], word: TitleWord): boolean {
    return items.some(item => (item.kind === 'submenu' ? usesWord(item.items, word) : item.word === word));
}

function title({ title: text, word }: MenuEntry): string {
    const plain = text === '' ? '' : `'${plainTitle(text)}'`;
    return word === null ? plain : `${plain}"$${VARIABLES[word]}"`;
}

function plainTitle(text: string): string {
    return asciiTitle(text.replaceAll("'", ''));
}

/** Between single quotes GRUB knows no escapes: they end before one, as grub-mkconfig(8) writes it. */
function quoted(text: string): string {
    return text.replaceAll("'", String.raw`'\''`);
}
