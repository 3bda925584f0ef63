// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint, MediumContents, OwnEntry } from '../../../src/backend/medium/types.js';

/** A share's, with root images under numbers, and the whole image. */
export const ENDPOINT: Endpoint = {
    address: '10.77.0.1',
    httpPort: 8060,
    exportPath: '/run/share-live/medium',
    rootPaths: ['/root-0.squashfs'],
    image: { path: '/medium.iso', bytes: 2_000_000_001 },
};

/** What is read of a medium with these files, of 1000 bytes and more each; those of `texts` come last. */
export function contents(
    paths: readonly string[],
    texts: Readonly<Record<string, string>> = {},
    label = '',
): MediumContents {
    const all = [...paths, ...Object.keys(texts)];
    return {
        label,
        fileSystem: 'iso9660',
        files: new Map(all.map((path, index) => [path, 1000 + index])),
        texts: new Map(Object.entries(texts)),
    };
}

/** The default entry of a medium's own menu. */
export function own(kernel: string, initrd: string, ...parameters: string[]): OwnEntry {
    return { kernel, initrds: [initrd], parameters };
}
