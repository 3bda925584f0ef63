// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { family } from '../medium/recognise.js';
import type { Medium } from '../medium/types.js';
import { initrdName, kernelName } from '../menu/boot-file-names.js';
import type { LiveMenu } from '../menu/live-menu.js';
import type { LoaderFacts } from './types.js';

/** A file of the medium that clients may fetch, mostly under a name of ours: a medium's names enter no
 * configuration, and a root image's only where it is a plain path that the family's scripts ask for. */
export interface ServedFile {
    /** Below the server's root, without a leading slash. */
    readonly url: string;
    /** Inside the medium, without a leading slash. */
    readonly path: string;
}

/** The whole image: scripts go by the ending. */
export const IMAGE_URL = 'medium.iso';
export const EXTRA_INITRD_URL = 'initrd-extra';

/** Every file of the medium that is served by HTTP. @param menu null where the medium has none that fits */
export function servedFiles(medium: Medium, menu: LiveMenu | null): readonly ServedFile[] {
    return [
        ...(menu?.sets ?? [medium]).flatMap(({ kernel, initrds }, set) => [
            { url: kernelName(set), path: kernel },
            ...initrds.map((path, index) => ({ url: initrdName(set, index), path })),
        ]),
        ...(medium.transports.includes('ram') && medium.inMemory === 'roots' ? medium.roots : []).map(
            (path, index) => ({
                url: family(medium.family).rootUrl(path, index),
                path,
            }),
        ),
    ];
}

/** Every file of the medium that a client may need, by whatever transport: paths inside the medium. */
export function clientFiles(medium: Medium, menu: LiveMenu | null, { efi }: LoaderFacts): readonly string[] {
    const loaders = efi.flatMap(({ shim, grub }) => [shim, grub]).filter(({ from }) => from === 'medium');
    const look = menu?.look ?? null;
    const all = [
        ...(menu?.sets ?? [medium]).flatMap(({ kernel, initrds }) => [kernel, ...initrds]),
        ...(look === null ? [] : [look.background]),
        ...[...medium.roots, ...medium.companions],
        ...loaders.map(({ path }) => path),
    ];
    return [...new Set(all)];
}
