// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Stage } from '../protocol/messages.js';
import type { EfiArch } from '../share/types.js';

/** The first file of a BIOS client, below the server's root, and its menu (pxelinux(1)). */
export const BIOS_LOADER = 'pxelinux.0';
export const PXELINUX_MENU = 'pxelinux.cfg/default';

/**
 * The first file of a UEFI client: mostly shim, which takes its second stage from beside itself, by the second name (shim's
 * Make.defaults). GRUB's menu: where a GRUB that Debian or Ubuntu has signed looks for it, whatever it was loaded as,
 * and where Red Hat's does, beside itself.
 */
export const EFI_LOADER: Readonly<Record<EfiArch, string>> = {
    x64: 'bootx64.efi',
    ia32: 'bootia32.efi',
    arm64: 'bootaa64.efi',
};
export const EFI_SECOND_STAGE: Readonly<Record<EfiArch, string>> = {
    x64: 'grubx64.efi',
    ia32: 'grubia32.efi',
    arm64: 'grubaa64.efi',
};
export const GRUB_MENUS = ['grub/grub.cfg', 'grub.cfg'];
/** What a client with iPXE can go over to by `chain`. */
export const IPXE_MENU = 'menu.ipxe';

const STAGES_OF_FILES: readonly (readonly [RegExp, Stage])[] = [
    [/^(pxelinux\.0|boot(x64|ia32|aa64)\.efi)$/, 'loader'],
    [/^(pxelinux\.cfg\/default|(grub\/)?grub\.cfg|menu\.ipxe)$/, 'menu'],
    [/^kernel(-\d+)?$/, 'kernel'],
    [/^initrd-\d+(-\d+)?$/, 'initrd'],
];

/** @param name of a served file that a client has got. @returns what that tells of the client, or null */
export function fileStage(name: string): Stage | null {
    return STAGES_OF_FILES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** Whether a served file is a part of the clients' root file system, which only those fetch that keep it in memory. */
export function isRootFile(name: string): boolean {
    return /^root-\d+\.|\.(sfs|erofs|iso)$/.test(name);
}
