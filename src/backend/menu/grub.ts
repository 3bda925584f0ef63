// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { MenuFiles } from './config-text.js';
import { runGrub } from './grub-run.js';
import { entriesOf, type ParsedEntry, type ParsedItem, type ParsedMenu } from './parsed-menu.js';

/** Where media keep GRUB's menu; loopback.cfg is the one for starting from an ISO file on a disk. */
export const GRUB_CONFIGS = [
    'boot/grub/grub.cfg',
    'boot/grub2/grub.cfg',
    'EFI/BOOT/grub.cfg',
    'EFI/boot/grub.cfg',
    'boot/grub/loopback.cfg',
];
export const GRUB_NAME = /(^|\/)(grub|loopback)\.cfg$/i;

/** Reads a medium's GRUB menu. @param path of the configuration inside the medium */
export function parseGrub(medium: MenuFiles, path: string): ParsedMenu {
    const { items, variables } = runGrub(medium, path, cpuOf(medium));
    const timeout = variables.get('timeout') ?? '';
    return {
        items,
        chosen: chosenOf(items, variables.get('default') ?? '') ?? entriesOf(items.slice(0, 1))[0] ?? null,
        timeout: /^[1-9]\d{0,5}$/.test(timeout) ? Number(timeout) : null,
        help: [],
        look: null,
    };
}

/** What `default` names: a number, a title or an id, and after `>` the same in that submenu. */
function chosenOf(items: readonly ParsedItem[], wanted: string): ParsedEntry | null {
    const [first = '', ...rest] = wanted.split('>');
    if (first === '') return null;
    const item = /^\d+$/.test(first)
        ? items[Number(first)]
        : items.find(each => each.title === first || (each.kind === 'entry' && each.name === first));
    if (item === undefined || item.kind === 'entry') return item ?? null;
    return chosenOf(item.items, rest.join('>')) ?? entriesOf(item.items)[0] ?? null;
}

function cpuOf({ files }: MenuFiles): string {
    const starts = (name: RegExp): boolean => [...files.keys()].some(path => name.test(path));
    return starts(/^efi\/boot\/(boot|grub)aa64\.efi$/i) && !starts(/^efi\/boot\/(boot|grub)x64\.efi$/i)
        ? 'arm64'
        : 'x86_64';
}
