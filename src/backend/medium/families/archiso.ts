// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../../protocol/problem.js';
import { isPlainPath } from '../clean-text.js';
import type { Endpoint, Family, Medium, MediumContents, OwnEntry, Transport } from '../types.js';
import { serverParameters } from './archiso-servers.js';
import { dirname, findBootFiles } from './boot-files.js';
import { architecture, mediumName, parameterValue, totalSize, without } from './describe.js';

/** The base folder, the machine (`uname -m`), the image. */
const ROOT = /^(?<base>[^/]+)\/(?:x86_64|i686|aarch64)\/airootfs\.(?:sfs|erofs)$/;

/** Where the medium lies on this machine's own disks, copies, checks that want more than the image. */
const DROPPED = [
    ...['archisobasedir', 'archisodevice', 'archisolabel', 'archisosearchuuid', 'archisosearchfilename'],
    ...['archiso_http_srv', 'archiso_nfs_srv', 'archiso_nbd_srv', 'archiso_nbd_name', 'img_dev', 'img_loop'],
    ...['copytoram', 'checksum', 'verify', 'cms_verify', 'cow_label', 'cow_device', 'cow_persistent'],
];

/** archiso: Arch, EndeavourOS, SystemRescue. Parameters as in mkinitcpio-archiso's README.bootparams and hooks. */
export const archiso: Family = {
    id: 'archiso',
    proof: 'proved',
    initramfs: 'other',
    lookedFor: ['*/x86_64/airootfs.sfs', '*/x86_64/airootfs.erofs'],
    wantsText: () => false,
    mark: /^archiso(basedir|device|label)=/,
    imageParameters: ['archisobasedir'],
    recognise,
    rootUrl: path => path,
    bootParameters,
    // nothing that its systems have in common reads them
    localeParameters: () => [],
};

function recognise(contents: MediumContents, entry: OwnEntry | null): Medium | null {
    const { files } = contents;
    const roots = [...files.keys()].filter(path => ROOT.test(path) && isPlainPath(path)).sort();
    const own = parameterValue(entry?.parameters ?? [], 'archisobasedir');
    const root = roots.find(path => baseOf(path) === own) ?? roots[0];
    if (root === undefined) return null;
    const folder = `${baseOf(root)}/boot/${machineOf(root)}`;
    const boot = findBootFiles(files, entry, [folder]);
    if (boot === null)
        throw new Problem('no-boot-files', { lookedFor: `${folder}/vmlinuz*, ${folder}/initramfs*` }, root);
    return {
        family: 'archiso',
        name: mediumName(contents, 'Arch Linux'),
        architecture: architecture(contents, root),
        ...boot,
        roots: [root],
        rootBytes: totalSize(files, [root]),
        parameters: entry?.parameters ?? [],
        companions: [],
        transports: ['nfs', 'ram'],
        inMemory: 'roots',
    };
}

function baseOf(root: string): string {
    return root.slice(0, root.indexOf('/'));
}

function machineOf(root: string): string {
    return dirname(root).slice(baseOf(root).length + 1);
}

function bootParameters(medium: Medium, transport: Transport, endpoint: Endpoint): readonly string[] {
    return [
        `archisobasedir=${baseOf(medium.roots[0] ?? '')}`,
        ...without(medium.parameters, DROPPED),
        ...serverParameters('archiso', transport, endpoint),
    ];
}
