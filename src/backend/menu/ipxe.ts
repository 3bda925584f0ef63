// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientWords } from '../protocol/client-words.js';
import { asciiTitle, commandLine, titleIn, type Menu, type MenuItem } from './menu-entry.js';

/** The network card that the machine started from. */
const CARD = 'BOOTIF=01-${netX/mac:hexhyp}';

/**
 * The menu for a client that has iPXE in its network card, and goes over to ours by `chain` (ipxe.org: Scripting; cmd/menu,
 * cmd/choose). After a failed start the menu comes again.
 *
 * @param base URL of the served files, without a slash at its end
 * @param words in ASCII: what a firmware's console has beside that is its own affair
 */
export function renderIpxe(
    { title, items, chosen, timeout }: Menu,
    base: string,
    words: ClientWords,
): string {
    let [entries, submenus] = [0, 0];

    /** A menu, then what its items lead to. */
    const renderMenu = (
        name: string,
        heading: string,
        list: readonly MenuItem[],
        choose: string,
        above: string | null,
    ): readonly string[] => {
        const named = list.map(item => ({
            item,
            label: item.kind === 'entry' ? `entry-${entries++}` : `menu-${submenus++}`,
        }));
        return [
            `:${name}`,
            `menu ${plainTitle(heading)}`,
            ...named.map(
                ({ item, label }) => `item ${label} ${plainTitle(titleIn(item, words, asciiTitle))}`,
            ),
            ...(above === null ? [] : [`item ${above} ${plainTitle(words.back)}`]),
            `${choose} && goto \${selected} || ${above === null ? 'exit' : `goto ${above}`}`,
            ...named.flatMap(({ item, label }) =>
                item.kind === 'entry'
                    ? [
                          `:${label}`,
                          `kernel ${base}/${item.kernel} ${item.initrds.map(initrd => `initrd=${initrd}`).join(' ')} ` +
                              `${commandLine(item, CARD)} || goto ${name}`,
                          ...item.initrds.map(initrd => `initrd ${base}/${initrd} || goto ${name}`),
                          `boot || goto ${name}`,
                      ]
                    : renderMenu(label, item.title, item.items, 'choose selected', name),
            ),
        ];
    };

    // the entries of the first menu come before all others
    const position = items.slice(0, chosen).filter(({ kind }) => kind === 'entry').length;
    const wait = timeout === null ? '' : `--timeout ${timeout * 1000} `;
    const choose = `choose --default entry-${position} ${wait}selected`;
    return ['#!ipxe', ...renderMenu('main', title, items, choose, null), ''].join('\n');
}

/** `$`, `&`, `|` and `#` have a meaning between words, and a dash at the beginning makes an option. */
function plainTitle(text: string): string {
    return asciiTitle(text.replace(/[^\p{L}\p{M}\p{N} .,:()/+_-]/gu, '').replace(/^[^\p{L}\p{N}(]+/u, ''));
}
