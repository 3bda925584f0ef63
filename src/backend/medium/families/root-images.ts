// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { isPlainPath } from '../clean-text.js';
import type { Medium, MediumContents, OwnEntry } from '../types.js';
import { dirname, namesIn } from './boot-files.js';
import { parameterValue } from './describe.js';

/**
 * The folder of the squashfs images that the medium's own entry starts: what its `live-media-path=` says, else
 * `usual`, else the first by name.
 *
 * @param pattern which folders may hold them
 * @returns null where there is none
 */
export function rootFolder(
    files: MediumContents['files'],
    entry: OwnEntry | null,
    pattern: RegExp,
    usual: string,
): string | null {
    const folders = [...files.keys()]
        .filter(path => path.endsWith('.squashfs') && isPlainPath(path))
        .map(dirname)
        .filter(folder => pattern.test(folder))
        .sort();
    const own = parameterValue(entry?.parameters ?? [], 'live-media-path')?.replace(/^\/+|\/+$/g, '');
    return (
        [own, usual].find(folder => folder !== undefined && folders.includes(folder)) ?? folders[0] ?? null
    );
}

/** Root images keep their kind in the name: initramfs scripts ask for it. */
export function numberedRoot(_path: string, index: number): string {
    return `root-${index}.squashfs`;
}

/** @returns the images in a folder, `filesystem.squashfs` first, then by name */
export function imagesIn(files: MediumContents['files'], folder: string): readonly string[] {
    const rank = (path: string) => (path.endsWith('/filesystem.squashfs') ? 0 : 1);
    return namesIn(files, folder)
        .filter(name => name.endsWith('.squashfs'))
        .map(name => `${folder}/${name}`)
        .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/**
 * What the initramfs scripts read beside the images: `.disk` (the medium's UUID), lists of images, checksums and
 * signatures of them.
 *
 * @param taken what is served anyway
 */
export function companionsOf(
    files: MediumContents['files'],
    folder: string,
    taken: readonly string[],
): Medium['companions'] {
    return ['.disk', folder]
        .flatMap(place => namesIn(files, place).map(name => `${place}/${name}`))
        .filter(path => !taken.includes(path) && !/\/(vmlinuz|initrd|initramfs)[^/]*$/.test(path))
        .sort();
}
