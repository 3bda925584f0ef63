// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../../protocol/problem.js';
import type {
    ClientLocale,
    Endpoint,
    Family,
    Medium,
    MediumContents,
    OwnEntry,
    Transport,
} from '../types.js';
import { findBootFiles } from './boot-files.js';
import { architecture, INFO_PATH, mediumName, totalSize } from './describe.js';
import { imageUrl } from './image-url.js';
import { companionsOf, imagesIn, numberedRoot, rootFolder } from './root-images.js';

const USUAL_FOLDER = 'casper';

/** Pop!_OS puts its version into the folder's name and says so by `live-media-path=`. */
const ROOT_FOLDERS = /^casper[^/]*$/;

/**
 * Ubuntu's casper: Ubuntu, Mint, Pop!_OS, elementary, Zorin. Parameters as in casper(7) and its scripts. Layered
 * images are stacked by the initramfs itself (conf/conf.d/default-layer.conf, `layerfs-path=`): all are served.
 */
export const casper: Family = {
    id: 'casper',
    proof: 'proved',
    initramfs: 'initramfs-tools',
    lookedFor: ['casper/*.squashfs'],
    wantsText: path => path === INFO_PATH,
    mark: /^boot=casper$/,
    imageParameters: ['live-media-path'],
    recognise,
    rootUrl: numberedRoot,
    bootParameters,
    localeParameters,
};

function recognise(contents: MediumContents, entry: OwnEntry | null): Medium | null {
    const { files } = contents;
    const folder = rootFolder(files, entry, ROOT_FOLDERS, USUAL_FOLDER);
    if (folder === null) return null;
    const boot = findBootFiles(files, entry, [folder, USUAL_FOLDER]);
    if (boot === null)
        throw new Problem(
            'no-boot-files',
            { lookedFor: 'casper/vmlinuz*, casper/initrd*' },
            `images in ${folder}`,
        );
    const roots = imagesIn(files, folder);
    return {
        family: 'casper',
        name: mediumName(contents, 'Ubuntu'),
        architecture: architecture(contents, boot.kernel),
        ...boot,
        roots,
        rootBytes: totalSize(files, roots),
        parameters: entry?.parameters ?? [],
        companions: companionsOf(files, folder, roots),
        transports: ['nfs', 'ram'],
        // `url=` takes nothing else
        inMemory: 'image',
    };
}

function bootParameters(medium: Medium, transport: Transport, endpoint: Endpoint): readonly string[] {
    return ['boot=casper', ...medium.parameters, ...transportParameters(transport, endpoint), 'ip=dhcp'];
}

function transportParameters(transport: Transport, endpoint: Endpoint): readonly string[] {
    switch (transport) {
        case 'nfs':
            return ['netboot=nfs', `nfsroot=${endpoint.address}:${endpoint.exportPath}`];
        case 'ram':
            // the image goes into the initramfs, which the kernel keeps to half of the memory unless a root is named
            return [`url=${imageUrl(endpoint)}`, 'root=/dev/ram0'];
    }
}

/** Its scripts 14locales and 19keyboard; the latter answers the questions of keyboard-configuration in advance. */
function localeParameters({ language, keyboard }: ClientLocale): readonly string[] {
    const [layout, variant = ''] = keyboard?.split('+') ?? [];
    return [
        ...(language === null ? [] : [`locale=${language}`]),
        ...(layout === undefined
            ? []
            : [
                  `keyboard-configuration/layoutcode=${layout}`,
                  `keyboard-configuration/variantcode=${variant}`,
              ]),
    ];
}
