// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { parseGrub } from '../../../src/backend/menu/grub.js';
import { entriesOf, type ParsedMenu } from '../../../src/backend/menu/parsed-menu.js';

const CONFIG = 'boot/grub/grub.cfg';

function parse(lines: readonly string[], others: Readonly<Record<string, string>> = {}): ParsedMenu {
    const texts = new Map([[CONFIG, lines.join('\n')], ...Object.entries(others)]);
    const files = new Map([...texts.keys(), 'live/vmlinuz', 'live/a.img'].map(path => [path, 1]));
    return parseGrub({ files, read: path => texts.get(path) ?? '' }, CONFIG);
}

/** The titles of the entries of a script, all of them. */
const titles = (lines: readonly string[], others?: Readonly<Record<string, string>>): string[] =>
    entriesOf(parse(lines, others).items).map(({ title }) => title);

/** What a word of the script becomes. */
const word = (...lines: string[]): string =>
    titles([...lines.slice(0, -1), `menuentry ${lines.at(-1)} { true }`])[0] ?? '';

describe('the words of a GRUB script', () => {
    it('have quotes, escapes and variables as in a shell', () => {
        assert.equal(word(`'a $b "c"'`), 'a $b "c"');
        assert.equal(word('b=x', String.raw`"a $b \$b \"c\" d\e"`), String.raw`a x $b "c" d\e`);
        assert.equal(word('b=x', String.raw`a\ ${'$'}{b}y'z'$b`), 'a xyzx');
        assert.equal(word('"a\nb"'), 'a b');
    });

    it('fall apart at white space where a variable stands outside of quotes, and vanish where it is empty', () => {
        const [entry] = entriesOf(
            parse(['set b="x y"', 'menuentry a {', 'linux /live/vmlinuz $b "$b" $none "$none"', '}']).items,
        );
        assert.deepEqual(entry?.arguments, ['x', 'y', 'x y', '']);
    });

    it('may be comments', () => {
        assert.deepEqual(titles(['# menuentry a { }', 'menuentry b#c { true } # }']), ['b#c']);
    });
});

describe('the statements of a GRUB script', () => {
    const says = (condition: string): boolean =>
        titles([`if ${condition}; then menuentry yes { true }; fi`]).length === 1;

    it('ask for texts, numbers, and what is on the medium', () => {
        for (const yes of [
            ...[
                '[ a = a ]',
                '[ a == a ]',
                '[ a != b ]',
                '[ -n a ]',
                '[ -z "" ]',
                '[ ! a = b ]',
                '[ 2 -lt 10 ]',
            ],
            ...[
                '[ a = b -o c = c ]',
                '[ a = a -a c = c ]',
                '[ -f /live/vmlinuz ]',
                '[ -d ($root)/live ]',
                '[ -e /boot ]',
            ],
            ...[
                'test -s /live/vmlinuz',
                'true',
                'search --file --set=x /live/vmlinuz',
                '[ $grub_platform = efi ]',
            ],
            ...['regexp --set=1:x "^(a+)b" aab', '[ x$feature_anything = xy ]'],
        ])
            assert.ok(says(yes), yes);
        for (const no of [
            ...[
                '[ a = b ]',
                '[ -z a ]',
                '[ -n "" ]',
                '[ 10 -lt 2 ]',
                '[ a = a -a b = c ]',
                '[ -f /live ]',
                '[ ]',
            ],
            ...[
                'false',
                'search --file --set=x /gone',
                'loadfont /gone.pf2',
                'regexp b a',
                '[ $grub_platform = pc ]',
            ],
        ])
            assert.ok(!says(no), no);
    });

    it('choose, repeat, and call', () => {
        assert.deepEqual(
            titles([
                ...['if false; then', 'menuentry a { true }', 'elif true; then', 'menuentry b { true }'],
                ...['else', 'menuentry c { true }', 'fi'],
                'for x in 1 2 3; do if [ $x = 2 ]; then continue; fi; menuentry "for $x" { true }; done',
                'set n=; while [ "$n" != iii ]; do set n=i$n; menuentry $n { true }; done',
                'until [ $n = stop ]; do set n=stop; done; menuentry $n { true }',
                'function f { menuentry "$1-$#" { true }; return; menuentry no { true }; }; f x y',
                'for x in /live/v*; do menuentry $x { true }; done',
            ]),
            ['b', 'for 1', 'for 3', 'i', 'ii', 'iii', 'stop', 'x-2', '/live/vmlinuz'],
        );
    });

    it('carry out an entry with the variables that there are in the end, and its own arguments', () => {
        const [entry] = entriesOf(
            parse([
                ...[
                    'set kernel=gone',
                    'menuentry title second --class c --id=name {',
                    'linux /live/$kernel $1 $2',
                ],
                ...['initrd /live/a.img', '}', 'set kernel=vmlinuz'],
            ]).items,
        );
        assert.deepEqual(entry, {
            ...{
                kind: 'entry',
                title: 'title',
                name: 'name',
                kernel: 'live/vmlinuz',
                initrds: ['live/a.img'],
            },
            ...{ arguments: ['title', 'second'], help: [] },
        });
    });

    it('go over to other configurations, and come back from those that show nothing', () => {
        const others = {
            'boot/grub/a.cfg': 'menuentry a { true }; set timeout=9',
            'boot/grub/none.cfg': 'set x=1',
        };
        assert.deepEqual(titles(['menuentry b { true }', 'configfile $prefix/a.cfg'], others), ['a']);
        assert.deepEqual(titles(['menuentry b { true }', 'source $prefix/a.cfg'], others), ['b', 'a']);
        assert.deepEqual(titles(['configfile $prefix/none.cfg', 'menuentry b { true }'], others), ['b']);
        assert.equal(parse(['configfile /boot/grub/a.cfg'], others).timeout, 9);
    });
});

describe('the default entry of a GRUB menu', () => {
    const entries = [
        'menuentry a --id x {',
        '}',
        'submenu b {',
        'menuentry c {',
        '}',
        'menuentry d {',
        '}',
        '}',
    ];
    const chosen = (wanted: string): string | undefined =>
        parse([`set default="${wanted}"`, ...entries]).chosen?.title;

    it('is named by number, title or id, also in a submenu', () => {
        assert.deepEqual(['0', 'x', 'b>d', '1>1', '1', 'b>gone', '7', '', '${saved_entry}'].map(chosen), [
            'a',
            'a',
            'd',
            'd',
            'c',
            'c',
            'a',
            'a',
            'a',
        ]);
    });
});
