// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientLocale, MediumContents } from '../../src/backend/medium/types.js';
import { entriesOf } from '../../src/backend/menu/parsed-menu.js';
import { compileMenu, titlesOf } from './menu-tree.js';

/** A medium of the corpus: what is read of it, and the language of the session that shares it. */
export interface Bundle {
    readonly contents: MediumContents;
    readonly locale: ClientLocale;
}

/**
 * Reads a medium that was written down as one text: lines `label: …`, `locale: LANGUAGE KEYBOARD` and `file PATH`, then
 * after each line `--- PATH` a text that it has.
 */
export function parseBundle(text: string): Bundle {
    const [head = '', ...parts] = text.split(/^--- /m);
    const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1] ?? '';
    const [language = null, keyboard = null] = field('locale').split(' ').filter(Boolean);
    const texts = new Map(
        parts.map(part => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]),
    );
    const files = [...head.matchAll(/^file (.*)$/gm)].map(([, path = '']) => path);
    return {
        contents: {
            label: field('label'),
            fileSystem: 'iso9660',
            files: new Map([...files, ...texts.keys()].map(path => [path, 1000])),
            texts,
        },
        locale: { language, keyboard },
    };
}

/** What becomes of a medium's menu on its way, to be compared with what was written down before. */
export function goldenText({ contents, locale }: Bundle): string {
    const compiled = compileMenu(contents, locale);
    const entries = entriesOf(compiled.parsed?.items ?? []).map(entry => {
        const { title, kernel, initrds, arguments: words } = entry;
        const mark = entry === compiled.parsed?.chosen ? '* ' : '  ';
        return `${mark}${title} | ${[kernel, ...initrds].join(' ')} | ${words.join(' ')}`;
    });
    return [
        `==== read: ${entries.length}, waits for ${compiled.parsed?.timeout ?? 'ever'}`,
        ...entries,
        `==== served: ${compiled.medium.family}`,
        ...titlesOf(compiled.menu.items, '  '),
        ...(compiled.live?.sets ?? []).map(
            ({ kernel, initrds }, set) => `  set ${set}: ${[kernel, ...initrds].join(' ')}`,
        ),
        '==== pxelinux',
        compiled.pxelinux + '==== GRUB',
        compiled.grub + '==== iPXE',
        compiled.ipxe,
    ].join('\n');
}
