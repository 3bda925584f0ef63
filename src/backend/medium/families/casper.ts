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
    proof: 'documented',
    initramfs: 'initramfs-tools',
    lookedFor: ['casper/*.squashfs'],
    wantsText: path => path === INFO_PATH,
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
        // into memory casper takes a whole ISO only (`url=`), never an image of its own: not served yet
        transports: ['nfs'],
    };
}

function bootParameters(medium: Medium, transport: Transport, endpoint: Endpoint): readonly string[] {
    if (transport !== 'nfs') throw new Error(`casper has no transport ${transport}`);
    return [
        'boot=casper',
        ...medium.parameters,
        'netboot=nfs',
        `nfsroot=${endpoint.address}:${endpoint.exportPath}`,
        'ip=dhcp',
    ];
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
