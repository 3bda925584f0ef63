// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { MediumContents } from '../../../src/backend/medium/types.js';

const FILES = ['live/vmlinuz', 'live/initrd.img', 'live/filesystem.squashfs'];

/** A medium with these texts. */
export function medium(
    texts: Readonly<Record<string, readonly string[]>>,
    more: readonly string[] = [],
): MediumContents {
    return {
        ...{ label: 'Hostile', fileSystem: 'iso9660' },
        texts: new Map(Object.entries(texts).map(([path, lines]) => [path, lines.join('\n')])),
        files: new Map([...FILES, ...more, ...Object.keys(texts)].map(path => [path, 1000])),
    };
}

export const isolinux = (...lines: string[]): MediumContents => medium({ 'isolinux/isolinux.cfg': lines });
export const grub = (...lines: string[]): MediumContents => medium({ 'boot/grub/grub.cfg': lines });

export const LIVE = ['label live', 'linux /live/vmlinuz', 'initrd /live/initrd.img', 'append boot=live'];
export const ENTRY = ['menuentry live {', 'linux /live/vmlinuz boot=live', 'initrd /live/initrd.img', '}'];

const many = (line: string, count = 10_000): string[] => Array<string>(count).fill(line);
const numbers = Array.from({ length: 2500 }, (_, index) => index);

/** Of ten thousand entries, isolinux's; so many are served as a person can choose from. */
export const LABELS = isolinux(
    ...numbers.flatMap(number => [
        ...[
            `label l${number}`,
            'linux /live/vmlinuz',
            'initrd /live/initrd.img',
            `append boot=live p${number}`,
        ],
    ]),
);

/** Menus of ten thousand lines. */
export const LONG: readonly MediumContents[] = [
    LABELS,
    grub(
        ...numbers.flatMap(number => [
            ...[
                `menuentry e${number} {`,
                `linux /live/vmlinuz boot=live p${number}`,
                'initrd /live/initrd.img',
                '}',
            ],
        ]),
    ),
    isolinux(...LIVE, ...many('menu begin')),
    isolinux(...LIVE, ...many('menu color title 1;2 #ffffffff')),
    isolinux(...many('append ' + 'a '.repeat(20)), ...LIVE),
    isolinux(...many('label x').flatMap(line => [line, 'com32 ifcpu64.c32', 'append x -- x'])),
    grub(...ENTRY, ...many('if true; then')),
    grub(...ENTRY, ...many('submenu x {')),
    grub(...many('set a="$a$a$b"x'), ...ENTRY),
    grub(...ENTRY, many('(').join(''), many('"').join(' '), many('$').join('{')),
];

/** One line as long as a text may be, of what an expression could try to divide in every way. */
const WIDE = ' '.repeat(200_000);

/** Menus of such lines. */
export const BROAD: readonly MediumContents[] = [
    isolinux(...LIVE, `append${WIDE}`, `menu color${WIDE}`, `include${WIDE}`),
    grub(...ENTRY, `set${WIDE}`),
    medium({
        'loader/loader.conf': [`default${WIDE}`],
        'loader/entries/a.conf': [`title${WIDE}`, `options${WIDE}`],
    }),
];

const doubling = Array.from({ length: 30 }, (_, index): [string, string[]] => [
    `isolinux/${index}.cfg`,
    [`include ${index + 1}.cfg`, `include ${index + 1}.cfg`, `label x${index}`],
]);

/** Menus that lead to themselves, and have an entry besides. */
export const CYCLES: readonly MediumContents[] = [
    medium({
        'isolinux/isolinux.cfg': ['include isolinux.cfg', 'include a.cfg', ...LIVE],
        'isolinux/a.cfg': ['include isolinux.cfg', 'include a.cfg'],
    }),
    isolinux('default x', 'label x', 'config isolinux.cfg', ...LIVE),
    medium({
        'isolinux/isolinux.cfg': [
            'ui menu.c32 a.cfg a.cfg',
            ...LIVE,
            'label y',
            'kernel menu.c32',
            'append a.cfg',
        ],
        'isolinux/a.cfg': ['label z', 'config isolinux.cfg'],
    }),
    medium({ ...Object.fromEntries(doubling), 'isolinux/isolinux.cfg': [...LIVE, 'include 0.cfg'] }),
    medium({
        'boot/grub/grub.cfg': ['source /boot/grub/grub.cfg', 'configfile /boot/grub/a.cfg', ...ENTRY],
        'boot/grub/a.cfg': ['configfile /boot/grub/grub.cfg'],
    }),
    grub('function f { f; f; }', 'f', ...ENTRY),
    grub('set x="eval \\"\\$x\\""', 'eval "$x"', ...ENTRY),
];

const digits = 'in 1 2 3 4 5 6 7 8 9; do';
const FOREVER: readonly (readonly string[])[] = [
    ['while true; do set a=$a$a; done'],
    ['while true; do true; done'],
    ['until false; do menuentry x { true }; done'],
    ['set a=aaaaaaaaaaaaaaaa', ...many('set a=$a$a', 40), 'menuentry "$a$a$a$a" { linux $a $a $a $a $a }'],
    [`for a ${digits}`, ...many(`for b ${digits}`, 8), 'x $a$b', ...many('done', 9)],
    ['for f in /*; do for g in /live/*; do for h in /*; do set x=$x$f; done; done; done'],
    ...['(a+)+$', '(.*)(.*)(.*)(.*)=', 'a*a*a*a*a*b', '(', '[', '\\\\1(a)\\\\1', '.*.*b'].map(pattern => [
        `for x in ${'a '.repeat(300)}; do regexp --set=1:y '${pattern}' ${'a'.repeat(190)}; done`,
    ]),
];
const manyFiles = Array.from({ length: 2000 }, (_, index) => `file-${index}`);

/** Scripts that never end, or grow, after an entry. */
export const ENDLESS: readonly MediumContents[] = FOREVER.map(lines =>
    medium({ 'boot/grub/grub.cfg': [...ENTRY, ...lines] }, manyFiles),
);
