// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { parseIsolinux } from '../../../src/backend/menu/isolinux.js';
import { lookLine } from '../../../src/backend/menu/isolinux-look.js';
import { entriesOf, type ParsedMenu } from '../../../src/backend/menu/parsed-menu.js';

const CONFIG = 'isolinux/isolinux.cfg';
const OTHERS = [
    'live/vmlinuz',
    'live/a.img',
    'live/b.img',
    'isolinux/x.png',
    'isolinux/odd name.png',
    'isolinux/x.lss',
];

function parse(
    lines: readonly string[],
    others: Readonly<Record<string, readonly string[]>> = {},
): ParsedMenu {
    const texts = new Map(
        Object.entries({ [CONFIG]: lines, ...others }).map(([path, each]) => [path, each.join('\n')]),
    );
    const files = new Map([...texts.keys(), ...OTHERS].map(path => [path, 1000]));
    return parseIsolinux({ files, read: path => texts.get(path) ?? '' }, CONFIG);
}

const titles = (menu: ParsedMenu): string[] => entriesOf(menu.items).map(({ title }) => title);

describe('the entries of an isolinux menu', () => {
    it('have their kernel, initrds, arguments and help', () => {
        const [entry] = entriesOf(
            parse([
                ...[
                    'LABEL one',
                    'Menu  Label O^ne',
                    'KERNEL ../live/vmlinuz',
                    'INITRD /live/a.img,/live/b.img',
                ],
                ...['APPEND a "b c"   d', 'TEXT HELP', '  more', 'label no', 'ENDTEXT'],
            ]).items,
        );
        assert.deepEqual(entry, {
            ...{ kind: 'entry', title: 'One', name: 'one', kernel: 'live/vmlinuz' },
            ...{
                initrds: ['live/a.img', 'live/b.img'],
                arguments: ['a', 'b c', 'd'],
                help: ['more', 'label no'],
            },
        });
    });

    it('are shown unless they are hidden, disabled, or lead back', () => {
        const menu = parse([
            ...[
                'default c',
                'label a',
                'menu hide',
                'label b',
                'menu disabled',
                'label c',
                'menu hide',
                'label d',
            ],
            ...['kernel menu.c32', 'append ~', 'label e'],
        ]);
        assert.deepEqual(titles(menu), ['c', 'd', 'e']);
        assert.equal(menu.chosen?.title, 'c');
        const kernels = parse([
            'label a',
            'kernel chain.c32',
            'label b',
            'kernel memdisk',
            'label c',
            'localboot 0',
        ]);
        assert.deepEqual(
            entriesOf(kernels.items).map(({ kernel }) => kernel),
            ['', '', ''],
        );
    });

    it('stand in submenus: by MENU BEGIN, by CONFIG with its folder, by a menu program', () => {
        const { items } = parse(
            [
                ...['ui menu.c32', 'menu begin one', 'menu title ^First', 'label a', 'menu end'],
                ...['label two', 'menu label Second', 'config /other/x.cfg', 'append /other'],
                ...['label three', 'kernel vesamenu.c32', 'append y.cfg', 'label b'],
            ],
            { 'other/x.cfg': ['include z.cfg'], 'other/z.cfg': ['label c'], 'isolinux/y.cfg': ['label d'] },
        );
        assert.deepEqual(
            items.map(item => [
                item.title,
                item.kind === 'submenu' ? item.items.map(({ title }) => title) : null,
            ]),
            [
                ['First', ['a']],
                ['Second', ['c']],
                ['three', ['d']],
                ['b', null],
            ],
        );
    });
});

describe('what else an isolinux menu has', () => {
    it('is a default, by MENU DEFAULT, ONTIMEOUT or DEFAULT, and a time in tenths of a second', () => {
        const labels = ['label a', 'label b', 'label c'];
        assert.equal(parse(['default b', ...labels]).chosen?.title, 'b');
        assert.equal(parse(['default b', 'ontimeout c', ...labels]).chosen?.title, 'c');
        assert.equal(parse(['ui menu.c32', 'default b', ...labels, 'menu default']).chosen?.title, 'c');
        assert.equal(parse(['prompt 1', 'default b', ...labels, 'menu default']).chosen?.title, 'b');
        assert.equal(parse(['default vesamenu.c32', ...labels]).chosen?.title, 'a');
        assert.deepEqual(
            ['timeout 45', 'timeout 0', 'timeout x', ''].map(line => parse([line]).timeout),
            [5, null, null, null],
        );
    });

    it('are pages of help, that of DISPLAY among them', () => {
        const pages = { 'isolinux/f1.txt': ['one'], 'isolinux/d.txt': ['shown'] };
        const help = (...lines: string[]) =>
            parse(lines, pages).help.map(({ key, text }) => `${key} ${text}`);
        assert.deepEqual(
            help('F2 f1.txt', 'display d.txt', 'F0 f1.txt back.png', 'F3 gone.txt', 'F13 f1.txt'),
            [...['1 shown', '2 one', '10 one']],
        );
        assert.deepEqual(help('display d.txt', 'F1 f1.txt'), ['1 one']);
    });

    it('is a picture, with colours and places that are checked', () => {
        const look = parse([
            'menu background x.png',
            'menu color sel 7 #ff00ff *',
            'menu vshift x',
            'menu rows 10',
        ]).look;
        assert.deepEqual(look, {
            background: 'isolinux/x.png',
            lines: ['MENU COLOR sel 7 #ff00ff *', 'MENU ROWS 10'],
        });
        for (const line of ['#ff000000', 'gone.png', 'x.txt', '"odd name.png"'])
            assert.equal(parse([`menu background ${line}`]).look, null, line);
        const shown = parse(['display d.txt'], { 'isolinux/d.txt': ['\x0c\x18x.lss', 'text'] }).look;
        assert.equal(shown?.background, 'isolinux/x.lss');
    });

    it('has nothing in its look but numbers and colours', () => {
        assert.equal(lookLine('menu resolution', '800  600'), 'MENU RESOLUTION 800 600');
        assert.equal(lookLine('menu hshift', '-4'), 'MENU HSHIFT -4');
        for (const [keyword, argument] of [
            ['menu color', 'sel 7 #fff #fff std; x'],
            ['menu color', '$x'],
            ['menu width', '1 2'],
            ['menu title', '7'],
            ['append', '7'],
        ] as const)
            assert.equal(lookLine(keyword, argument), null, `${keyword} ${argument}`);
    });
});
