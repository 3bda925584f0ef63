// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint, Initramfs } from '../medium/types.js';
import type { InitrdFile } from './client-report.js';
import { debianInstallerFiles } from './debian-installer.js';
import { dracutFiles } from './dracut.js';
import { initramfsToolsFiles } from './initramfs-tools.js';

/**
 * What a client unpacks over the medium's own initrd, by what that is made with; nothing where no hooks of it are known
 * to us. A boot must never fail by this: each command may, and every wait has an end.
 */
export function extraInitrd(initramfs: Initramfs, endpoint: Endpoint): readonly InitrdFile[] {
    switch (initramfs) {
        case 'initramfs-tools':
            return initramfsToolsFiles(endpoint);
        case 'dracut':
            return dracutFiles(endpoint);
        case 'debian-installer':
            return debianInstallerFiles(endpoint);
        case 'other':
            return [];
    }
}

/**
 * What goes into the archive: our own folder, and of the medium's folders nothing but our files. For a folder in an archive takes
 * the place of a link of that name in the initrd that it is unpacked over (clean_path() in the kernel's
 * init/initramfs.c), and /lib is often one.
 *
 * @returns paths, without a leading slash
 */
export function archiveMembers(files: readonly InitrdFile[]): readonly string[] {
    return [...new Set(files.map(({ path }) => path.replace(/^share-live\/.*/, 'share-live')))];
}
