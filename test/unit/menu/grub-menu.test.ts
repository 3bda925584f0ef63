// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { renderGrub } from '../../../src/backend/menu/grub-menu.js';
import type { Menu, MenuEntry } from '../../../src/backend/menu/menu-entry.js';
import { ENGLISH_WORDS } from '../../../src/backend/protocol/client-words.js';

const source = { address: '10.77.0.1', httpPort: 8060, probe: 'initrd-extra' };

const entry: MenuEntry = {
    kind: 'entry',
    help: [],
    handedOn: [],
    word: null,
    title: "It's $(reboot) 日本",
    kernel: 'kernel',
    initrds: ['initrd-0', 'initrd-extra'],
    parameters: ['boot=live', 'netboot=nfs', 'nfsroot=10.77.0.1:/run/share-live/medium'],
};

const menu = (...items: Menu['items']): Menu => ({
    ...{ title: 'Debian', items, chosen: 0, timeout: 5, help: [], look: null },
});

describe('renderGrub', () => {
    it('writes a menu whose first entry starts by itself, by HTTP where this GRUB can', () => {
        assert.equal(
            renderGrub(menu(entry), source, ENGLISH_WORDS),
            `set default=0
set timeout=5
set from=(tftp,10.77.0.1)
if [ -s (http,10.77.0.1:8060)/initrd-extra ]; then set from=(http,10.77.0.1:8060); fi
if [ "$net_default_mac" ]; then set card=BOOTIF=01-$net_default_mac; fi
export from
export card
clear
menuentry 'Its $(reboot)' {
    linux $from/kernel boot=live netboot=nfs nfsroot=10.77.0.1:/run/share-live/medium $card
    initrd $from/initrd-0 $from/initrd-extra
}
`,
        );
    });
    it('writes submenus, another default entry and what is handed on to an installed system', () => {
        const live = { ...entry, title: 'Live', handedOn: ['quiet'] };
        const script = renderGrub(
            {
                ...menu({ kind: 'submenu', title: "It's more", items: [entry] }, live),
                chosen: 1,
                timeout: 12,
            },
            source,
            ENGLISH_WORDS,
        );
        assert.match(script, /^set default=1\nset timeout=12\n/);
        assert.match(
            script,
            /^submenu 'Its more' \{\n {4}menuentry 'Its \$\(reboot\)' \{\n {8}linux .*\n {8}initrd .*\n {4}\}\n\}$/m,
        );
        assert.match(script, /^menuentry 'Live' \{\n {4}linux \S+ boot=live \S+ \S+ \$card --- quiet$/m);
    });

    it('has our part of a title in the language of the session, on a screen of its own where that takes a font', () => {
        const titled = menu(
            { ...entry, title: 'Live', word: 'inMemory' },
            { ...entry, title: '', word: 'copied' },
        );
        const render = (inMemory: string): string =>
            renderGrub(titled, source, { ...ENGLISH_WORDS, inMemory });
        const german = render(', im Speicher');
        assert.match(
            german,
            /^set copied='Copy into memory, then start'\nset in_memory=', im Speicher'\nclear$/m,
        );
        assert.match(german, /^menuentry 'Live'"\$in_memory" \{$/m);
        assert.match(german, /^menuentry "\$copied" \{$/m);
        assert.doesNotMatch(german, /loadfont|gfxterm|over_network/);
        assert.match(
            render(", у п'яті"),
            new RegExp(
                [
                    "^set copied='Copy into memory, then start'",
                    "set in_memory=', in memory'",
                    'if loadfont unicode; then set font=yes',
                    'elif loadfont \\(memdisk\\)/fonts/unicode\\.pf2; then set font=yes',
                    'fi',
                    'if \\[ "\\$font" \\]; then',
                    ' {4}if terminal_output gfxterm; then',
                    " {8}set copied='Copy into memory, then start'",
                    " {8}set in_memory=', у п'\\\\''яті'",
                    ' {4}fi',
                    'fi',
                    'clear$',
                ].join('\n'),
                'm',
            ),
        );
    });

    it('refuses what is no name or parameter, whoever let it through', () => {
        for (const wrong of [{ kernel: 'a b' }, { initrds: ['$x'] }, { parameters: ['x;reboot'] }])
            assert.throws(() => renderGrub(menu({ ...entry, ...wrong }), source, ENGLISH_WORDS));
    });
});
