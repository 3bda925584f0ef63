// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { MediumContents, OwnEntry } from '../types.js';
import { isPlainPath } from '../clean-text.js';

export interface BootFiles {
    readonly kernel: string;
    readonly initrds: readonly string[];
}

/**
 * Finds the kernel and the initrd that belong together: those of the medium's own default entry, else a pair of one
 * version in the first folder that has one. Where a folder has several pairs, the unversioned names win (they are what
 * its maker points to), then the newest version.
 *
 * @param folders where to look, the best first
 */
export function findBootFiles(
    files: MediumContents['files'],
    entry: OwnEntry | null,
    folders: readonly string[],
): BootFiles | null {
    if (entry !== null && entry.initrds.length > 0 && [entry.kernel, ...entry.initrds].every(isPlainPath))
        return { kernel: entry.kernel, initrds: entry.initrds };
    for (const folder of folders) {
        const pair = pairIn(namesIn(files, folder), folder);
        if (pair !== null) return pair;
    }
    return null;
}

/** @returns names of the plain files directly in `folder` */
export function namesIn(files: MediumContents['files'], folder: string): readonly string[] {
    return [...files.keys()]
        .filter(path => dirname(path) === folder && isPlainPath(path))
        .map(path => path.slice(folder === '' ? 0 : folder.length + 1));
}

/** @returns the folder of a path inside a medium, '' for its top */
export function dirname(path: string): string {
    return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function pairIn(names: readonly string[], folder: string): BootFiles | null {
    const kernels = versions(names, kernelVersion);
    const initrds = versions(names, initrdVersion);
    const both = [...kernels.keys()].filter(version => initrds.has(version)).sort(newestFirst);
    // of one each, whatever they are called, one is for the other
    const [kernelOf, initrdOf] =
        both[0] !== undefined
            ? [both[0], both[0]]
            : kernels.size === 1 && initrds.size === 1
              ? [[...kernels.keys()][0], [...initrds.keys()][0]]
              : [];
    const kernel = kernels.get(kernelOf ?? NONE);
    const initrd = initrds.get(initrdOf ?? NONE);
    return kernel === undefined || initrd === undefined
        ? null
        : { kernel: `${folder}/${kernel}`, initrds: [`${folder}/${initrd}`] };
}

/** No version: a name cannot hold it. */
const NONE = '/';

function versions(
    names: readonly string[],
    versionOf: (name: string) => string | null,
): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const name of [...names].sort()) {
        const version = versionOf(name);
        if (version !== null && !found.has(version)) found.set(version, name);
    }
    return found;
}

/** `vmlinuz`, `vmlinuz-6.1.0-13-amd64`, `vmlinuz1`, `vmlinuz.efi`; Red Hat's and SUSE's loader folders have `linux`. */
function kernelVersion(name: string): string | null {
    return /^(?:vmlinuz|linux$)(?<version>.*?)(?:\.efi)?$/.exec(name)?.groups?.['version'] ?? null;
}

/** `initrd`, `initrd.lz`, `initrd.img-6.1.0-13-amd64`, `initrd1.img`, `initrd-6.1.img`, `initramfs-6.1.img`. */
function initrdVersion(name: string): string | null {
    const rest = /^(?:initrd|initramfs)(?<rest>.*)$/.exec(name)?.groups?.['rest'];
    return rest?.replace(/^\.(?:img|lz4?|gz|xz|zst)(?=-|$)|\.(?:img|lz4?|gz|xz|zst)$/, '') ?? null;
}

/** Orders versions as people count, the empty one first: 6.10 is newer than 6.9. */
function newestFirst(a: string, b: string): number {
    if (a === '' || b === '') return a.length - b.length;
    const [left, right] = [numbers(a), numbers(b)];
    for (let index = 0; index < Math.max(left.length, right.length); index++) {
        const difference = (right[index] ?? -1) - (left[index] ?? -1);
        if (difference !== 0) return difference;
    }
    return a < b ? -1 : 1;
}

function numbers(version: string): readonly number[] {
    return (version.match(/\d+/g) ?? []).map(Number);
}
