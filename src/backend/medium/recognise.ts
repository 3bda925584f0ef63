// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../protocol/problem.js';
import { archiso } from './families/archiso.js';
import { casper } from './families/casper.js';
import { debianInstaller } from './families/debian-installer.js';
import { dracutLive } from './families/dracut-live.js';
import { kiwiLive } from './families/kiwi-live.js';
import { liveBoot } from './families/live-boot.js';
import { miso } from './families/miso.js';
import { slax } from './families/slax.js';
import { refuseWithoutNetwork } from './families/without-network.js';
import type { Family, FamilyId, Medium, MediumContents, OwnEntry } from './types.js';

/** In the order in which they are asked: kiwi's media look like dracut's. */
const FAMILIES: readonly Family[] = [
    liveBoot,
    casper,
    kiwiLive,
    dracutLive,
    archiso,
    miso,
    slax,
    debianInstaller,
];

/** Menus of the loaders that live media start with: isolinux, syslinux, GRUB, systemd-boot; what else they name is read later. */
const MENU_TEXT =
    /^((([^/]+\/)?boot\/)?(isolinux|syslinux|grub2?)\/[^/]+\.cfg|(boot\/[^/]+\/)?loader\/(entries\/)?[^/]+\.(cfg|conf)|EFI\/\w+\/[^/]+\.cfg|(isolinux|syslinux|grub)\.cfg)$/i;

/** @returns the module of a family */
export function family(id: FamilyId): Family {
    switch (id) {
        case 'live-boot':
            return liveBoot;
        case 'casper':
            return casper;
        case 'dracut-live':
            return dracutLive;
        case 'kiwi-live':
            return kiwiLive;
        case 'archiso':
            return archiso;
        case 'miso':
            return miso;
        case 'slax':
            return slax;
        case 'debian-installer':
            return debianInstaller;
    }
}

/** Whether a medium's text file is read at all: what the families ask for, and its menus. */
export function wantsText(path: string): boolean {
    return MENU_TEXT.test(path) || FAMILIES.some(({ wantsText: wants }) => wants(path));
}

/** Whether a kernel with these arguments starts a live system of any family, as far as they tell. */
export function startsLive(words: readonly string[]): boolean {
    return words.some(word => FAMILIES.some(({ mark }) => mark?.test(word)));
}

/**
 * Says what a medium is, from what was read of it.
 *
 * @param entry the medium's own default entry (menu/own-entry.ts), null where it has no readable menu
 * @throws Problem `image-not-live` where it is of no family that we know; `no-boot-files` where it is, but its kernel
 * or initrd is missing; `no-network-start` where it is one that knows no network
 */
export function recognise(contents: MediumContents, entry: OwnEntry | null): Medium {
    for (const candidate of FAMILIES) {
        const medium = candidate.recognise(contents, entry);
        if (medium !== null) return medium;
    }
    refuseWithoutNetwork(contents);
    const lookedFor = [...new Set(FAMILIES.flatMap(candidate => candidate.lookedFor))].join(', ');
    throw new Problem('image-not-live', { lookedFor }, `none of ${contents.files.size} files`);
}
