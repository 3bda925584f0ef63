// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientLocale, Endpoint, Initramfs } from '../medium/types.js';
import type { ClientWords } from '../protocol/client-words.js';
import type { SessionSettings } from '../protocol/session-settings.js';
import type { InitrdFile } from './client-report.js';
import { keyboardFile } from './desktop-keyboard.js';
import { debianInstallerFiles } from './debian-installer.js';
import { dracutFiles } from './dracut.js';
import { initramfsToolsFiles } from './initramfs-tools.js';
import { IMAGE_NAME_FILE } from './image-name.js';
import { storeFile } from './keep-files.js';
import { memoryFile, type MemoryNeed } from './memory-check.js';
import { TIME_ZONE_FILE } from './time-zone.js';

/** What a client's desktop has of the sharing session, beside its language and keyboard layout. */
export interface ClientDesktop {
    /** What the browser starts with; '' for its own. */
    readonly startPage: string;
    /** `Europe/Berlin`; null where it is not known. */
    readonly timeZone: string | null;
    readonly settings: SessionSettings;
}

/** What the extra initrd is to know beside where the share is. */
export interface ClientNeeds {
    readonly timeZone: ClientDesktop['timeZone'];
    /** As in `ClientLocale`. */
    readonly keyboard: ClientLocale['keyboard'];
    /** The root image's name on the medium; null where there are several, or it is no plain name. */
    readonly imageName: string | null;
    /** In which folder of the sharing machine each client has a store of its own; null where none has. */
    readonly stores: string | null;
    /** In the letters that a console has by itself (`screenText`). */
    readonly words: ClientWords;
    /** null where no client keeps the system in its memory. */
    readonly memoryNeed: MemoryNeed | null;
}

/**
 * What a client unpacks over the medium's own initrd, by what that is made with; nothing where no hooks of it are known
 * to us. A boot must never fail by this: each command may, and every wait has an end.
 */
export function extraInitrd(
    initramfs: Initramfs,
    endpoint: Endpoint,
    { timeZone, keyboard, imageName, stores, words, memoryNeed }: ClientNeeds,
): readonly InitrdFile[] {
    const more = [
        ...(timeZone === null ? [] : [{ path: TIME_ZONE_FILE, text: `${timeZone}\n` }]),
        ...(imageName === null ? [] : [{ path: IMAGE_NAME_FILE, text: `${imageName}\n` }]),
        ...(stores === null ? [] : [storeFile(endpoint.address, stores)]),
        ...(memoryNeed === null ? [] : [memoryFile(memoryNeed, words)]),
    ];
    switch (initramfs) {
        case 'initramfs-tools':
            return [...initramfsToolsFiles(endpoint), ...more];
        case 'dracut':
            return [
                ...dracutFiles(endpoint),
                ...more,
                ...(keyboard === null ? [] : [keyboardFile(keyboard)]),
            ];
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
