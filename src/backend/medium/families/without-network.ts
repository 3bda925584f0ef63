// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../../protocol/problem.js';
import { mediumName } from './describe.js';
import type { MediumContents } from '../types.js';

interface WithoutNetwork {
    readonly name: string;
    readonly mark: RegExp;
}

/**
 * Systems whose media cannot start over a network. antiX and MX: their live-init looks for its medium on disks alone.
 * Knoppix: its terminal server makes another miniroot for clients, with network cards in it; the medium's own has none.
 * Alpine: the initramfs of its media is made without mkinitfs' feature `network` (aports' scripts/mkimg.base.sh),
 * which alone has the drivers. Debian's installer on CDs: of its parts (debian-installer's build/pkg-lists/cdrom) none sets a
 * network up or fetches from one; its `mini.iso` is another (debian-installer.ts).
 */
const WITHOUT_NETWORK: readonly WithoutNetwork[] = [
    { name: 'antiX', mark: /^antiX\/linuxfs$/i },
    { name: 'Knoppix', mark: /^KNOPPIX\/KNOPPIX$/i },
    { name: 'Alpine Linux', mark: /^apks\/\.boot_repository$/ },
    { name: 'Debian installer', mark: /^install\.[a-z0-9]{1,10}\/vmlinuz$/ },
];

/** @throws Problem `no-network-start` where the medium is one of those */
export function refuseWithoutNetwork(contents: MediumContents): void {
    for (const { name, mark } of WITHOUT_NETWORK)
        for (const path of contents.files.keys())
            if (mark.test(path))
                throw new Problem('no-network-start', { name: mediumName(contents, name) }, path);
}
