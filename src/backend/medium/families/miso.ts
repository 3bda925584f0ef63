// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../../protocol/problem.js';
import { isPlainPath } from '../clean-text.js';
import type { Endpoint, Family, Medium, MediumContents, OwnEntry, Transport } from '../types.js';
import { serverParameters } from './archiso-servers.js';
import { dirname, findBootFiles } from './boot-files.js';
import { architecture, mediumName, totalSize, without } from './describe.js';

/** The base folder, the machine (`uname -m`), the lowest of the images. */
const LOWEST = /^[^/]+\/(?:x86_64|i686|aarch64)\/rootfs\.sfs$/;

/** The images as its scripts stack them, each where it is there, the lowest last. */
const IMAGES = ['livefs.sfs', 'mhwdfs.sfs', 'desktopfs.sfs', 'rootfs.sfs'];

/** Where the medium lies on this machine's own disks, copies, checks that want more than the images. */
const DROPPED = [
    ...['misobasedir', 'misodevice', 'misolabel', 'miso_http_srv', 'miso_nfs_srv', 'miso_nbd_srv'],
    ...['miso_nbd_name', 'img_dev', 'img_loop', 'copytoram', 'checksum', 'verify'],
    ...['cow_label', 'cow_device', 'cow_persistent'],
];

/** miso, which Manjaro is made with: archiso's child. Parameters as its hooks read them. */
export const miso: Family = {
    id: 'miso',
    proof: 'documented',
    initramfs: 'other',
    lookedFor: ['*/x86_64/rootfs.sfs'],
    wantsText: () => false,
    mark: /^miso(basedir|device|label)=/,
    imageParameters: ['misobasedir'],
    recognise,
    rootUrl: path => path,
    bootParameters,
    // nothing that its initramfs hands on reads them
    localeParameters: () => [],
};

function recognise(contents: MediumContents, entry: OwnEntry | null): Medium | null {
    const { files } = contents;
    const lowest = [...files.keys()].filter(path => LOWEST.test(path) && isPlainPath(path)).sort()[0];
    if (lowest === undefined) return null;
    const folder = dirname(lowest);
    const boot = findBootFiles(files, entry, ['boot', folder.replace('/', '/boot/')]);
    if (boot === null)
        throw new Problem('no-boot-files', { lookedFor: 'boot/vmlinuz*, boot/initramfs*' }, lowest);
    const roots = IMAGES.map(name => `${folder}/${name}`).filter(path => files.has(path));
    return {
        family: 'miso',
        name: mediumName(contents, 'Manjaro'),
        architecture: architecture(contents, lowest),
        ...boot,
        roots,
        rootBytes: totalSize(files, roots),
        parameters: entry?.parameters ?? [],
        companions: [],
        transports: ['nfs', 'ram'],
        inMemory: 'roots',
    };
}

function bootParameters(medium: Medium, transport: Transport, endpoint: Endpoint): readonly string[] {
    return [
        `misobasedir=${dirname(dirname(medium.roots[0] ?? ''))}`,
        ...without(medium.parameters, DROPPED),
        ...serverParameters('miso', transport, endpoint),
    ];
}
