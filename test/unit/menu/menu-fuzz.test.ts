// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Menus that were made to harm: whatever a medium has for one, clients get lines of ours, soon.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { MediumContents } from '../../../src/backend/medium/types.js';
import { Problem } from '../../../src/backend/protocol/problem.js';
import { parseBundle } from '../../support/menu-bundle.js';
import { compileMenu, strangeLines, type CompiledMenu } from '../../support/menu-tree.js';
import { mutate, random } from '../support/random.js';
import { CORPUS } from './corpus.js';
import { CYCLES, ENDLESS, grub, isolinux, LABELS, LIVE, LONG } from './hostile.js';

const ROUNDS = 1500;
/** By the clock, whatever else the machine does; menu-time.node.test.ts has the time that they take. */
const PATIENCE_MS = 20_000;

const LOCALE = { language: 'de_DE.UTF-8', keyboard: 'de+nodeadkeys' };

/** Compiles a menu and looks at all that comes out. @returns null where the medium is refused */
function check(contents: MediumContents, what: string): CompiledMenu | null {
    const started = Date.now();
    let compiled: CompiledMenu | null = null;
    try {
        compiled = compileMenu(contents, LOCALE);
    } catch (error) {
        if (!(error instanceof Problem)) throw new Error(`${what}: ${String(error)}`);
    }
    assert.ok(Date.now() - started < PATIENCE_MS, `${what} takes for ever`);
    if (compiled !== null) assert.deepEqual(strangeLines(compiled), [], what);
    return compiled;
}

/** The beginning of a medium's texts, for messages. */
const startOf = ({ texts }: MediumContents): string => [...texts.values()].join('\n').slice(0, 300);

describe('menus that were made to harm', () => {
    it('changed at a few places', () => {
        const source = random(41);
        for (let round = 0; round < ROUNDS; round++) {
            const { name, text } = source.pick(CORPUS);
            const { contents } = parseBundle(text);
            const texts = new Map([...contents.texts].map(([path, each]) => [path, mutate(each, source)]));
            check({ ...contents, texts }, `round ${round}, ${name}: ${JSON.stringify([...texts])}`);
        }
    });

    it('cut off anywhere, and with other bytes', () => {
        const source = random(42);
        for (let round = 0; round < ROUNDS; round++) {
            const { name, text } = source.pick(CORPUS);
            const { contents } = parseBundle(text);
            const texts = new Map(
                [...contents.texts].map(([path, each]) => {
                    const at = source.below(each.length + 1);
                    const flipped = String.fromCharCode(each.charCodeAt(at) ^ (1 << source.below(8)));
                    return [
                        path,
                        round % 2 === 0
                            ? each.slice(0, at)
                            : each.slice(0, at) + flipped + each.slice(at + 1),
                    ];
                }),
            );
            check({ ...contents, texts }, `round ${round}, ${name}`);
        }
    });

    it('of ten thousand lines', () => {
        for (const contents of LONG) check(contents, startOf(contents));
        const served = check(LABELS, 'labels')?.menu.items.length ?? 0;
        assert.ok(served > 100 && served < 200, `${served} of 2500 entries`);
    });

    it('that lead to themselves, never end, or grow, and have an entry all the same', () => {
        for (const contents of [...CYCLES, ...ENDLESS])
            assert.equal(check(contents, startOf(contents))?.menu.items[0]?.title, 'live', startOf(contents));
    });

    it('with titles, names and parameters that a loader could take for more', () => {
        const hostile = [
            ...[
                "x'; reboot; '",
                '${net0/mac}',
                '$(reboot)',
                'a\nlabel b',
                'a\r\nLINUX evil',
                '^^a^b',
                '\u202egnp.exe',
            ],
            ...[
                'x && shell',
                '|| exit',
                '# no',
                '`id`',
                '\\',
                'ENDTEXT',
                '--default evil',
                '日本',
                '',
                '}',
                '{',
                '%',
                '\0',
            ],
        ];
        for (const text of hostile) {
            const bare = text.replace(/[\r\n]/g, ' ');
            check(
                isolinux(
                    ...[
                        `label ${bare}`,
                        `menu label ${text}`,
                        'linux /live/vmlinuz',
                        'initrd /live/initrd.img',
                    ],
                    ...[
                        `append boot=live ${text} x=${text}`,
                        'text help',
                        text,
                        'endtext',
                        `menu background ${text}`,
                    ],
                    ...[`menu color ${text} ${text}`, `menu width ${text}`, `F1 ${text}`, `timeout ${text}`],
                    ...[`menu begin ${bare}`, `menu title ${text}`, ...LIVE, 'menu end'],
                ),
                text,
            );
            const quoted = text.replaceAll("'", '');
            check(
                grub(
                    ...[`submenu '${quoted}' {`, `menuentry '${quoted}' --id '${quoted}' {`],
                    ...[
                        `linux /live/vmlinuz boot=live '${quoted}' ${text}`,
                        'initrd /live/initrd.img',
                        '}',
                        '}',
                    ],
                    `set timeout='${quoted}'`,
                ),
                text,
            );
        }
    });
});
