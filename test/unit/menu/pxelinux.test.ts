// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { renderPxelinux } from '../../../src/backend/menu/pxelinux.js';
import type { Menu, MenuEntry } from '../../../src/backend/menu/menu-entry.js';
import { ENGLISH_WORDS } from '../../../src/backend/protocol/client-words.js';

const entry: MenuEntry = {
    kind: 'entry',
    help: [],
    handedOn: [],
    word: null,
    title: 'Débian ^12\nAPPEND init=/bin/sh',
    kernel: 'kernel',
    initrds: ['initrd-0', 'initrd-extra'],
    parameters: ['boot=live', 'quiet', 'netboot=nfs', 'nfsroot=10.77.0.1:/run/share-live/medium'],
};

const menu = (title: string, ...items: Menu['items']): Menu => ({
    ...{ title, items, chosen: 0, timeout: 5, help: [], look: null },
});
const render = (title: string, only: MenuEntry): string => renderPxelinux(menu(title, only), ENGLISH_WORDS);

describe('renderPxelinux', () => {
    it('writes a menu whose first entry starts by itself', () => {
        assert.equal(
            renderPxelinux(
                menu('Débian „12“ 日本', entry, { ...entry, title: '日本', parameters: ['boot=live'] }),
                ENGLISH_WORDS,
            ),
            `UI menu.c32
MENU TITLE Debian 12
MENU MARGIN 3
PROMPT 0
TIMEOUT 50
MENU AUTOBOOT Starts by itself in # s
MENU TABMSG Tab: change the parameters
SYSAPPEND 2

LABEL entry-0
    MENU LABEL Debian 12APPEND init=/bin/sh
    MENU DEFAULT
    LINUX kernel
    INITRD initrd-0,initrd-extra
    APPEND boot=live quiet netboot=nfs nfsroot=10.77.0.1:/run/share-live/medium

LABEL entry-1
    MENU LABEL Live system
    LINUX kernel
    INITRD initrd-0,initrd-extra
    APPEND boot=live
`,
        );
    });

    it('shows the picture, the function keys, submenus and help of a medium', () => {
        const submenu = { kind: 'submenu', title: 'More ^options', items: [entry] } as const;
        const live = { ...entry, title: 'Live', handedOn: ['splash'], help: ['One', 'EndText', '\u202eTwo'] };
        const words = { ...ENGLISH_WORDS, back: 'Zurück', countdown: 'Startet in # s', edit: 'Tab: ändern' };
        const text = renderPxelinux(
            {
                ...menu('Debian', submenu, live),
                ...{ chosen: 1, timeout: 12, help: [{ key: 3, name: 'help-3.txt' }] },
                look: { background: 'splash.png', lines: ['MENU HSHIFT 7'] },
            },
            words,
        );
        assert.match(
            text,
            /^UI vesamenu\.c32\nMENU TITLE Debian\nMENU BACKGROUND splash\.png\nMENU HSHIFT 7\nPROMPT 0\nTIMEOUT 120\nMENU AUTOBOOT Startet in # s\nMENU TABMSG Tab: ändern\nSYSAPPEND 2\nF3 help-3\.txt\n/,
        );
        assert.match(
            text,
            /^MENU BEGIN menu-0\n {4}MENU TITLE More options\n\n {4}LABEL entry-0\n[^]*\n {4}LABEL menu-0-back\n {8}MENU LABEL Zurück\n {8}MENU EXIT\nMENU END$/m,
        );
        assert.match(
            text,
            /^LABEL entry-1\n {4}MENU LABEL Live\n {4}MENU DEFAULT\n[^]* --- splash\n {4}TEXT HELP\n {4}One\n {4}Two\n {4}ENDTEXT\n$/m,
        );
    });

    it('has our part of a title in the language of the session', () => {
        const words = { ...ENGLISH_WORDS, inMemory: ', en mém^oire', copied: 'Copier' };
        const inMemory = { ...entry, title: 'Live', word: 'inMemory' } as const;
        const text = renderPxelinux(menu('x', inMemory, { ...entry, title: '', word: 'copied' }), words);
        assert.match(text, /^ {4}MENU LABEL Live, en mémoire$/m);
        assert.match(text, /^ {4}MENU LABEL Copier$/m);
    });

    it('cuts a long name between words, and a long word anywhere', () => {
        const title = (name: string): string => /^MENU TITLE (.*)$/m.exec(render(name, entry))?.[1] ?? '';
        assert.equal(title(`${'word '.repeat(14)}end`), 'word '.repeat(14).trim());
        assert.equal(title('x'.repeat(80)), 'x'.repeat(70));
    });

    it('refuses parameters and URLs that are not plain, whoever let them through', () => {
        for (const parameters of [['a b'], ['a\nLABEL x'], ['']])
            assert.throws(() => render('x', { ...entry, parameters }), /not a plain kernel parameter/);
        for (const kernel of ['http://evil.example/kernel', '../kernel', 'a b', 'a,b', 'k\nAPPEND x', ''])
            assert.throws(() => render('x', { ...entry, kernel }), /not a name of ours/);
    });
});
