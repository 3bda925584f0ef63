// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { chooseEntry, entryTitles } from '../../../src/backend/menu/choose-entry.js';
import type { LiveMenu } from '../../../src/backend/menu/live-menu.js';
import { Problem } from '../../../src/backend/protocol/problem.js';
import { compileMenu } from '../../support/menu-tree.js';
import { isolinux } from './hostile.js';

const label = (title: string, append: string): string[] => [
    ...[`label ${title.replaceAll(' ', '-')}`, `menu label ${title}`],
    ...['linux /live/vmlinuz', 'initrd /live/initrd.img', `append boot=live ${append}`],
];
const MENU = isolinux(
    ...label('Safe', 'nomodeset'),
    ...['menu begin', 'menu title More', ...label('French', 'locales=fr_FR.UTF-8'), 'menu end'],
    ...[...label('Live', 'quiet'), 'menu default'],
    ...label('Live from a stick', 'quiet persistence'),
    ...label('Into memory', 'quiet splash toram'),
);
const menu = compileMenu(MENU).live;

describe('the choice of what clients start', () => {
    it('is what the medium starts, then what differs from that, by its titles', () => {
        assert.deepEqual(entryTitles(menu, ''), ['Live', 'Safe', 'More: French', 'Into memory']);
    });
    it('is the medium itself where it has no menu', () => {
        assert.deepEqual(entryTitles(null, 'Debian'), ['Debian']);
        assert.equal(chooseEntry(null, 0), null);
    });
    it('makes that what starts by itself, at the top of the menu', () => {
        const title = (chosen: LiveMenu | null): string | undefined => chosen?.chosen.title;
        assert.equal(title(chooseEntry(menu, 0)), 'Live');
        assert.equal(title(chooseEntry(menu, 2)), 'French');
        const { menu: compiled } = compileMenu(MENU, undefined, undefined, { entry: 2 });
        assert.equal(compiled.items[compiled.chosen]?.title, 'French');
    });
    it('is refused where there is no such entry', () => {
        for (const [from, entry] of [
            [menu, 4],
            [null, 1],
        ] as const)
            assert.throws(
                () => chooseEntry(from, entry),
                (error: unknown) => error instanceof Problem && error.code === 'bad-request',
            );
    });
    it('leaves nothing of a hostile title but a line', () => {
        const hostile = isolinux(...label('a\u202eb\tc', 'x'));
        assert.deepEqual(entryTitles(compileMenu(hostile).live, ''), ['a b c']);
    });
});
