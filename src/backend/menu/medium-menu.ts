// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { isPlainPath } from '../medium/clean-text.js';
import { startsLive } from '../medium/recognise.js';
import type { MediumContents } from '../medium/types.js';
import { configurations, type MenuFiles } from './config-text.js';
import { GRUB_CONFIGS, GRUB_NAME, parseGrub } from './grub.js';
import { ISOLINUX_CONFIGS, ISOLINUX_NAME, parseIsolinux } from './isolinux.js';
import { entriesOf, type ParsedEntry, type ParsedMenu } from './parsed-menu.js';
import { parseSystemdBoot, SYSTEMD_BOOT_CONFIG } from './systemd-boot.js';

/** How many menus of one medium are looked at. */
const MAX_MENUS = 12;

/**
 * Reads a medium's own menu: of the menus for several loaders that it has, the first one that starts its live system,
 * else the first one that starts anything on it.
 *
 * @returns null where there is none that we can read
 */
export function mediumMenu(contents: MediumContents): ParsedMenu | null {
    return firstMenu({ files: contents.files, read: path => contents.texts.get(path) ?? '' });
}

/** @returns the texts that the medium's menu names, its help pages among them, and that were not read yet */
export function missingTexts({ files, texts }: MediumContents): readonly string[] {
    const missing = new Set<string>();
    const read = (path: string): string => {
        if (!texts.has(path) && files.has(path) && isPlainPath(path)) missing.add(path);
        return texts.get(path) ?? '';
    };
    firstMenu({ files, read });
    return [...missing];
}

/** Whether an entry starts a kernel of the medium's with an initrd of the medium's. */
export function isStartable({ kernel, initrds }: ParsedEntry, files: MediumContents['files']): boolean {
    return initrds.length > 0 && [kernel, ...initrds].every(path => files.has(path) && isPlainPath(path));
}

function firstMenu(medium: MenuFiles): ParsedMenu | null {
    let other: ParsedMenu | null = null;
    for (const parse of parsers(medium).slice(0, MAX_MENUS)) {
        const menu = parse();
        const entries = entriesOf(menu.items).filter(entry => isStartable(entry, medium.files));
        if (entries.some(entry => startsLive(entry.arguments))) return menu;
        if (entries.length > 0) other ??= menu;
    }
    return other;
}

function parsers(medium: MenuFiles): readonly (() => ParsedMenu)[] {
    return [
        ...configurations(medium, ISOLINUX_CONFIGS, ISOLINUX_NAME).map(
            path => () => parseIsolinux(medium, path),
        ),
        ...configurations(medium, GRUB_CONFIGS, GRUB_NAME).map(path => () => parseGrub(medium, path)),
        ...(medium.files.has(SYSTEMD_BOOT_CONFIG) ? [() => parseSystemdBoot(medium)] : []),
    ];
}
