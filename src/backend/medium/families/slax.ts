// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../../protocol/problem.js';
import { isPlainPath } from '../clean-text.js';
import type { Endpoint, Family, Medium, MediumContents, OwnEntry, Transport } from '../types.js';
import { dirname, namesIn } from './boot-files.js';
import { architecture, mediumName, totalSize, without } from './describe.js';
import { imageUrl } from './image-url.js';
import { numberedRoot } from './root-images.js';

/** The first of its bundles, in a folder of the system's name (LIVEKITNAME). */
const FIRST_BUNDLE = /^[^/]+\/01-core[^/]*\.sb$/;

/** Where the medium lies, what is kept on it, and an address, which would have it ask for a list of Slax's own server. */
const DROPPED = ['from', 'toram', 'perch', 'perchdir', 'perchsize', 'ip', 'cache'];

/** Slax, and what else is made with Linux Live Kit. Parameters as its livekitlib reads them. */
export const slax: Family = {
    id: 'slax',
    proof: 'documented',
    initramfs: 'other',
    lookedFor: ['*/01-core*.sb'],
    wantsText: () => false,
    mark: /^slax\.flags=/,
    imageParameters: [],
    recognise,
    rootUrl: numberedRoot,
    bootParameters,
    localeParameters: () => [],
};

function recognise(contents: MediumContents, entry: OwnEntry | null): Medium | null {
    const { files } = contents;
    const first = [...files.keys()].filter(path => FIRST_BUNDLE.test(path) && isPlainPath(path)).sort()[0];
    if (first === undefined) return null;
    const folder = dirname(first);
    const [kernel, initrd] = [`${folder}/boot/vmlinuz`, `${folder}/boot/initrfs.img`];
    if (!files.has(kernel) || !files.has(initrd))
        throw new Problem('no-boot-files', { lookedFor: `${kernel}, ${initrd}` }, first);
    const roots = namesIn(files, folder)
        .filter(name => name.endsWith('.sb'))
        .map(name => `${folder}/${name}`)
        .sort();
    return {
        family: 'slax',
        name: mediumName(contents, 'Slax'),
        architecture: architecture(contents, kernel),
        kernel,
        initrds: [initrd],
        roots,
        rootBytes: totalSize(files, roots),
        parameters: entry?.parameters ?? [],
        companions: [],
        transports: ['ram'],
        inMemory: 'image',
    };
}

/** By HTTP it mounts the image where it lies and reads on demand; `toram` copies all and lets go of it. */
function bootParameters(medium: Medium, _transport: Transport, endpoint: Endpoint): readonly string[] {
    return [...without(medium.parameters, DROPPED), `from=${imageUrl(endpoint)}`, 'toram'];
}
