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
import { dirname, findBootFiles } from './boot-files.js';
import { architecture, INFO_PATH, mediumName, parameterValue, totalSize, without } from './describe.js';
import { companionsOf, imagesIn, numberedRoot, rootFolder } from './root-images.js';

/** Where live-boot looks for images without being told (LIVE_MEDIA_PATH in its 0001-init-vars.sh). */
const USUAL_FOLDER = 'live';

/** Grml keeps its images one folder deeper: live/grml64-full. */
const ROOT_FOLDERS = /^live(\/[^/]+)?$/;

/** Lists of the images to stack, in order: filesystem.module, or another by `module=` (Tails.module). */
const MODULE_LIST = /^live\/([^/]+\/)?[^/]+\.module$/;

/** Debian live-boot: Debian, Grml, Kali, Parrot, Clonezilla, Tails. Parameters as in live-boot(7) and its scripts. */
export const liveBoot: Family = {
    id: 'live-boot',
    proof: 'proved',
    initramfs: 'initramfs-tools',
    lookedFor: ['live/*.squashfs'],
    wantsText: path => path === INFO_PATH || MODULE_LIST.test(path),
    mark: /^boot=live$/,
    imageParameters: ['live-media-path', 'module'],
    recognise,
    rootUrl: numberedRoot,
    bootParameters,
    localeParameters,
};

function recognise(contents: MediumContents, entry: OwnEntry | null): Medium | null {
    const { files } = contents;
    const folder = rootFolder(files, entry, ROOT_FOLDERS, USUAL_FOLDER);
    if (folder === null) return null;
    const boot = findBootFiles(files, entry, kernelFolders(files, folder));
    if (boot === null)
        throw new Problem(
            'no-boot-files',
            { lookedFor: 'live/vmlinuz*, live/initrd*' },
            `images in ${folder}`,
        );
    const parameters = entry?.parameters ?? [];
    const roots = stackedImages(contents, folder, parameterValue(parameters, 'module') ?? 'filesystem');
    return {
        family: 'live-boot',
        name: mediumName(contents, 'Debian Live'),
        architecture: architecture(contents, boot.kernel),
        ...boot,
        roots,
        rootBytes: totalSize(files, roots),
        parameters,
        companions: companionsOf(files, folder, roots),
        // `fetch=` takes one file
        transports: roots.length === 1 ? ['nfs', 'ram'] : ['nfs'],
        inMemory: 'roots',
    };
}

/** The images' own folder, then where Grml and others keep kernels: boot/grml64full for live/grml64-full, boot/*. */
function kernelFolders(files: MediumContents['files'], folder: string): readonly string[] {
    const flavour = `boot/${folder.slice(folder.lastIndexOf('/') + 1).replace(/[^A-Za-z0-9]/g, '')}`;
    const others = [...files.keys()].map(dirname).filter(place => /^boot\/[^/]+$/.test(place));
    return [...new Set([folder, USUAL_FOLDER, flavour, 'boot', ...others.sort()])];
}

/** As live-boot's 9990-overlay.sh stacks them: those of a list where there is one, else all. */
function stackedImages({ files, texts }: MediumContents, folder: string, module: string): readonly string[] {
    const images = imagesIn(files, folder);
    const list = [`filesystem.${module}.module`, `${module}.module`]
        .map(name => texts.get(`${folder}/${name}`))
        .find(text => text !== undefined);
    const listed = (list ?? '')
        .split(/\s+/)
        .map(name => `${folder}/${name}`)
        .filter(path => images.includes(path));
    return listed.length === 0 ? images : listed;
}

function bootParameters(medium: Medium, transport: Transport, endpoint: Endpoint): readonly string[] {
    const folder = dirname(medium.roots[0] ?? '');
    return [
        'boot=live',
        ...without(medium.parameters, ['live-media-path']),
        ...(folder === USUAL_FOLDER ? [] : [`live-media-path=/${folder}`]),
        ...transportParameters(transport, endpoint),
    ];
}

function transportParameters(transport: Transport, endpoint: Endpoint): readonly string[] {
    const { address, httpPort, exportPath, rootPaths } = endpoint;
    switch (transport) {
        case 'nfs':
            return ['netboot=nfs', `nfsroot=${address}:${exportPath}`];
        case 'ram':
            // the script goes by the URL's ending: .squashfs
            return [`fetch=http://${address}:${httpPort}${rootPaths[0] ?? ''}`];
    }
}

/** live-config(7). A variant belongs to its layout: an empty one takes the place of the medium's. */
function localeParameters({ language, keyboard }: ClientLocale): readonly string[] {
    const [layout, variant = ''] = keyboard?.split('+') ?? [];
    return [
        ...(language === null ? [] : [`locales=${language}`]),
        ...(layout === undefined ? [] : [`keyboard-layouts=${layout}`, `keyboard-variants=${variant}`]),
    ];
}
