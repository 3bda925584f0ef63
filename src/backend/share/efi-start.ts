// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { grubImageName } from '../services/grub-image.js';
import type { ClientSide } from './client-side.js';
import { MEDIUM_MOUNT, SHARE_FOLDER } from './paths.js';
import { EFI_ARCHS, type EfiArch, type Facts, type LoaderFile } from './types.js';

/** Where the GRUBs that are made for a share lie. */
export const GRUB_FOLDER = `${SHARE_FOLDER}/grub`;

/** What UEFI clients of an architecture are started with. */
export interface EfiStart {
    readonly arch: EfiArch;
    /** Where the file lies that their firmware loads. */
    readonly first: string;
    /** Where the file lies that the first one loads from beside itself; null where it needs none. */
    readonly second: string | null;
    /** Whether one of them is made for the share, which nobody has signed. */
    readonly made: boolean;
}

/** The architectures of UEFI that can start from this share, each with its loaders. */
export function efiStarts(
    facts: Pick<Facts, 'loaders'>,
    side: Pick<ClientSide, 'mode'>,
): readonly EfiStart[] {
    return EFI_ARCHS.flatMap(arch => efiStart(arch, facts, side) ?? []);
}

/** The same without their loaders. */
export function efiArchs(facts: Facts, side: ClientSide): readonly EfiArch[] {
    return efiStarts(facts, side).map(({ arch }) => arch);
}

/** The machines that a kernel runs on: one of 64 bits also where the firmware is of 32 (CONFIG_EFI_MIXED). */
export const RUNS_ON: Readonly<Record<EfiArch, readonly EfiArch[]>> = {
    x64: ['x64', 'ia32'],
    ia32: ['ia32'],
    arm64: ['arm64'],
};

/** The signed GRUB where it finds its menu, which mostly is where the lease is ours; else one that is made here. */
function efiStart(
    arch: EfiArch,
    { loaders }: Pick<Facts, 'loaders'>,
    { mode }: Pick<ClientSide, 'mode'>,
): EfiStart | null {
    const { kernel } = loaders;
    if (kernel.arch !== null && !RUNS_ON[kernel.arch].includes(arch)) return null;
    const loader = loaders.efi.find(each => each.arch === arch);
    const makes = loaders.grubImages.includes(arch);
    const image = `${GRUB_FOLDER}/${grubImageName(arch)}`;
    if (loader === undefined) return makes ? { arch, first: image, second: null, made: true } : null;
    const first = placeOf(loader.shim);
    if (mode === 'own-dhcp' || loader.findsProxy)
        return { arch, first, second: placeOf(loader.grub), made: false };
    return makes ? { arch, first, second: image, made: true } : null;
}

function placeOf({ from, path }: LoaderFile): string {
    return from === 'medium' ? `${MEDIUM_MOUNT}/${path}` : path;
}
