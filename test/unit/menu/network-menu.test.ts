// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Menu, MenuEntry } from '../../../src/backend/menu/menu-entry.js';
import { compileMenu, titleOf } from '../../support/menu-tree.js';
import { isolinux } from './hostile.js';

const GERMAN = { language: 'de_DE.UTF-8', keyboard: 'de' };

const label = (name: string, ...append: string[]): string[] => [
    ...[
        `label ${name}`,
        'linux /live/vmlinuz',
        'initrd /live/initrd.img',
        `append boot=live ${append.join(' ')}`,
    ],
];
const menuOf = (lines: readonly string[], only: readonly ('nfs' | 'ram')[] = ['nfs', 'ram']): Menu =>
    compileMenu(isolinux(...lines), GERMAN, only).menu;
const entries = ({ items }: Menu): readonly MenuEntry[] => items.filter(item => item.kind === 'entry');
const titles = (menu: Menu): string[] => menu.items.map(titleOf);

describe('the menu for the network', () => {
    it('has the default entry for each way, where it stood', () => {
        const menu = menuOf([...label('safe', 'nomodeset'), ...label('live'), 'menu default']);
        assert.deepEqual(titles(menu), ['safe', 'live', 'live, in memory']);
        assert.equal(menu.chosen, 1);
    });

    it('has it at the top where it stands in a submenu', () => {
        const menu = menuOf([
            'menu begin',
            'menu title more',
            ...label('a', 'x'),
            ...label('b', 'y'),
            'menu end',
            'label c',
        ]);
        assert.deepEqual(titles(menu), ['a', 'a, in memory', 'b']);
        const below = ['menu begin', ...label('b'), 'menu end'];
        assert.deepEqual(titles(menuOf([...label('check', 'integrity-check'), ...below])), [
            'b',
            'b, in memory',
        ]);
    });

    it('has entries for the memory only where that way is open', () => {
        const lines = [...label('live', 'x'), ...label('ram', 'toram y')];
        const [, , ram] = entries(menuOf(lines));
        assert.ok(ram?.parameters.some(token => token.startsWith('fetch=')));
        assert.deepEqual(titles(menuOf(lines, ['nfs'])), ['live']);
    });

    it('starts the copy in memory where that way comes first', () => {
        const menu = menuOf([...label('live'), ...label('safe', 'nomodeset')], ['ram', 'nfs']);
        assert.deepEqual(titles(menu), ['live, in memory', 'live', 'safe']);
        assert.equal(menu.chosen, 0);
        const [inMemory, overNetwork, safe] = entries(menu).map(({ parameters }) =>
            parameters.some(token => token.startsWith('fetch=')),
        );
        assert.deepEqual([inMemory, overNetwork, safe], [true, false, true]);
    });

    it('waits for ever where each client is to be asked, in every loader', () => {
        const compiled = compileMenu(isolinux(...label('live')), GERMAN, ['nfs'], { ask: true });
        assert.equal(compiled.menu.timeout, null);
        assert.match(compiled.pxelinux, /^TIMEOUT 0$/m);
        assert.match(compiled.grub, /^set timeout=-1$/m);
        assert.doesNotMatch(compiled.ipxe, /--timeout/);
        assert.match(compiled.ipxe, /^choose --default entry-0 selected/m);
    });

    it('puts everything of ours before what is handed on to an installed system', () => {
        const [entry] = entries(menuOf(label('live', 'a --- quiet locales=fr_FR.UTF-8 persistence b')));
        assert.deepEqual(entry?.handedOn, ['quiet', 'b']);
        assert.deepEqual(entry.parameters.slice(-3), [
            'locales=de_DE.UTF-8',
            'keyboard-layouts=de',
            'keyboard-variants=',
        ]);
    });

    it('leaves an entry its language, and the default one the language of the session', () => {
        const locales = (entry: MenuEntry | undefined): string[] =>
            (entry?.parameters ?? []).filter(token => /^(locales|keyboard-layouts)=/.test(token));
        const menu = menuOf([
            ...label('live', 'locales=en_US.UTF-8'),
            ...[...label('fr', 'locales=fr_FR.UTF-8'), ...label('safe', 'locales=en_US.UTF-8 nomodeset')],
            ...label('dvorak', 'keyboard-layouts=dvorak'),
        ]);
        const [live, , fr, safe, dvorak] = entries(menu);
        assert.deepEqual(locales(live), ['locales=de_DE.UTF-8', 'keyboard-layouts=de']);
        assert.deepEqual(locales(fr), ['locales=fr_FR.UTF-8', 'keyboard-layouts=de']);
        assert.deepEqual(locales(safe), ['locales=de_DE.UTF-8', 'keyboard-layouts=de']);
        assert.deepEqual(locales(dvorak), ['keyboard-layouts=dvorak', 'locales=de_DE.UTF-8']);
    });

    it('waits for as long as the medium does, within reason', () => {
        for (const [tenths, seconds] of [
            ['0', 5],
            ['31', 5],
            ['155', 16],
            ['9000', 30],
            ['-1', 5],
        ] as const)
            assert.equal(menuOf([`timeout ${tenths}`, ...label('live')]).timeout, seconds);
    });

    it('tells titles apart that look the same in the letters of a loader', () => {
        const named = (name: string, title: string): string[] => [
            ...label(name, name),
            `menu label ${title}`,
        ];
        const menu = menuOf([
            ...named('a', 'Más'),
            ...named('b', 'Mas'),
            ...named('c', '日本'),
            ...label('d', 'lang=ru'),
            'menu label Русский',
        ]);
        assert.deepEqual(titles(menu), ['Mas', 'Mas, in memory', 'Mas (2)', 'c', 'd']);
    });

    it('has no entry that would do the same as another', () => {
        const menu = menuOf([
            ...label('live', 'x'),
            ...label('stick', 'x persistence'),
            ...label('ram', 'toram x'),
        ]);
        assert.deepEqual(titles(menu), ['live', 'live, in memory']);
    });
});
