// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../../protocol/problem.js';
import { isPlainPath } from '../clean-text.js';
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
import { architecture, mediumName, parameterValue, totalSize, without } from './describe.js';
import { numberedRoot } from './root-images.js';

/** What dmsquash-live-root.sh takes without `rd.live.dir=` and `rd.live.squashimg=`. */
const USUAL_FOLDER = 'LiveOS';
const USUAL_IMAGE = 'squashfs.img';

/** The folders for network boots, the boot loader's own of today, the older ones. */
const KERNEL_FOLDERS = [
    ...['images/pxeboot', 'boot/x86_64/loader', 'boot/aarch64/loader', 'boot/i386/loader'],
    ...['isolinux', 'EFI/BOOT'],
];

/** Wrong for a client: checks of the medium, files on disks, copies of what is in memory already, our own ones. */
const DROPPED = [
    ...['rd.live.image', 'rd.live.check', 'check', 'rd.live.ram', 'live_ram', 'rd.live.dir', 'live_dir'],
    ...['rd.live.squashimg', 'rd.live.overlay', 'overlay', 'rd.live.overlay.reset', 'rd.neednet'],
];

/**
 * dracut's dmsquash-live: Fedora, RHEL, Rocky, Alma and their spins. Parameters as in dracut.cmdline(7), by its modules
 * dmsquash-live, livenet and nfs.
 */
export const dracutLive: Family = {
    id: 'dracut-live',
    proof: 'proved',
    initramfs: 'dracut',
    lookedFor: [`${USUAL_FOLDER}/${USUAL_IMAGE}`],
    wantsText: () => false,
    mark: /^(rd\.live\.image|root=live:.*)$/,
    imageParameters: ['rd.live.dir', 'rd.live.squashimg'],
    recognise,
    rootUrl: numberedRoot,
    bootParameters,
    localeParameters,
};

function recognise(contents: MediumContents, entry: OwnEntry | null): Medium | null {
    const { files } = contents;
    const parameters = entry?.parameters ?? [];
    const folder = parameterValue(parameters, 'rd.live.dir')?.replace(/^\/+|\/+$/g, '') ?? USUAL_FOLDER;
    const root = `${folder}/${parameterValue(parameters, 'rd.live.squashimg') ?? USUAL_IMAGE}`;
    if (!files.has(root) || !isPlainPath(root)) return null;
    const boot = findBootFiles(files, entry, KERNEL_FOLDERS);
    if (boot === null)
        throw new Problem(
            'no-boot-files',
            { lookedFor: 'images/pxeboot/vmlinuz, boot/*/loader/linux' },
            root,
        );
    return {
        family: 'dracut-live',
        name: mediumName(contents, 'Fedora Live'),
        architecture: architecture(contents, boot.kernel),
        ...boot,
        roots: [root],
        rootBytes: totalSize(files, [root]),
        parameters,
        companions: [],
        transports: ['nfs', 'ram'],
        inMemory: 'roots',
    };
}

function bootParameters(medium: Medium, transport: Transport, endpoint: Endpoint): readonly string[] {
    return [
        `root=live:${rootUrl(medium, transport, endpoint)}`,
        'rd.live.image',
        ...without(medium.parameters, DROPPED),
        'ip=dhcp',
    ];
}

/** By NFS the image is used where it lies; by HTTP livenetroot.sh fetches it into memory, `rd.live.ram` or not. */
function rootUrl(
    medium: Medium,
    transport: Transport,
    { address, httpPort, exportPath, rootPaths }: Endpoint,
): string {
    switch (transport) {
        case 'nfs':
            return `nfs://${address}${exportPath}/${medium.roots[0] ?? ''}`;
        case 'ram':
            return `http://${address}:${httpPort}${rootPaths[0] ?? ''}`;
    }
}

/** kernel-command-line(7) of systemd. Red Hat's console maps are made of XKB's and have their names. */
function localeParameters({ language, keyboard }: ClientLocale): readonly string[] {
    return [
        ...(language === null ? [] : [`locale.LANG=${language}`]),
        ...(keyboard === null ? [] : [`vconsole.keymap=${keyboard.replace('+', '-')}`]),
    ];
}
