// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Family, Medium, MediumContents, OwnEntry } from '../types.js';
import { architecture, INFO_PATH, mediumName, totalSize } from './describe.js';

/** What every `mini.iso` says of itself (debian-installer's build/config/x86.cfg, arch_miniiso). */
const INFO = /netboot mini\.iso/;

const KERNEL = 'linux';
const INITRD = 'initrd.gz';

/**
 * Debian's network installer, `mini.iso`: all of it is in the initrd, and the rest comes from the internet. The installer on
 * other media looks for its CD and is none of these.
 */
export const debianInstaller: Family = {
    id: 'debian-installer',
    proof: 'proved',
    initramfs: 'debian-installer',
    lookedFor: [INITRD],
    wantsText: path => path === INFO_PATH,
    mark: null,
    imageParameters: [],
    recognise,
    // it has none
    rootUrl: path => path,
    // it finds its network by itself: netcfg knows BOOTIF
    bootParameters: ({ parameters }) => parameters,
    // people choose these for the system that they install
    localeParameters: () => [],
};

function recognise(contents: MediumContents, entry: OwnEntry | null): Medium | null {
    const { files, texts } = contents;
    const boot = [KERNEL, INITRD];
    if (!INFO.test(texts.get(INFO_PATH) ?? '') || !boot.every(path => files.has(path))) return null;
    return {
        family: 'debian-installer',
        name: mediumName(contents, 'Debian installer'),
        architecture: architecture(contents, KERNEL),
        kernel: KERNEL,
        initrds: [INITRD],
        roots: [],
        rootBytes: totalSize(files, boot),
        parameters: entry?.parameters ?? [],
        companions: [],
        transports: ['ram'],
        inMemory: 'roots',
    };
}
