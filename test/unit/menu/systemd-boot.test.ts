// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { parseSystemdBoot } from '../../../src/backend/menu/systemd-boot.js';
import type { ParsedMenu } from '../../../src/backend/menu/parsed-menu.js';

const parse = (loader: string, entries: Readonly<Record<string, string>>): ParsedMenu => {
    const texts = new Map([
        ['loader/loader.conf', loader],
        ...Object.entries(entries).map(([name, text]) => [`loader/entries/${name}.conf`, text] as const),
    ]);
    const files = new Map([...texts.keys()].map(path => [path, 1]));
    return parseSystemdBoot({ files, read: path => texts.get(path) ?? '' });
};

describe('a menu of systemd-boot', () => {
    it('has an entry for each file', () => {
        const { items, timeout } = parse('# x\ntimeout 3\n', {
            a: 'title A b\nlinux /k\ninitrd /i\ninitrd /j\noptions x "y"\noptions z\n# linux /no\n',
        });
        assert.deepEqual(items, [
            {
                ...{ kind: 'entry', title: 'A b', name: 'a', kernel: 'k', initrds: ['i', 'j'] },
                ...{ arguments: ['x', 'y', 'z'], help: [] },
            },
        ]);
        assert.equal(timeout, 3);
    });

    it('is sorted by keys and names, and starts what `default` names', () => {
        const entries = { c: 'sort-key 1', b: 'sort-key 2', a: 'sort-key 2' };
        const names = ({ items }: ParsedMenu) => items.map(({ title }) => title);
        assert.deepEqual(names(parse('', entries)), ['c', 'a', 'b']);
        for (const [wanted, name] of [
            ['b', 'b'],
            ['b.conf', 'b'],
            ['b*', 'b'],
            ['gone', 'c'],
            ['*', 'c'],
        ])
            assert.equal(parse(`default ${wanted}`, entries).chosen?.name, name, wanted);
        assert.equal(parse('timeout menu-force', {}).timeout, null);
    });
});
