// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { httpBootGrubImage, pxeGrubImage, type GrubImage } from '../services/grub-image.js';
import type { ShareMode } from '../protocol/messages.js';
import type { ClientSide } from './client-side.js';
import { MEDIUM_MOUNT, SHARE_FOLDER } from './paths.js';
import {
    EFI_ARCHS,
    type EfiArch,
    type EfiLoader,
    type Facts,
    type LoaderFacts,
    type LoaderFile,
} from './types.js';

/** Where the GRUBs that are made for a share lie. */
export const GRUB_FOLDER = `${SHARE_FOLDER}/grub`;

/** What UEFI clients of an architecture are started with. */
export interface EfiStart {
    readonly arch: EfiArch;
    /** Where the file lies that their firmware loads. */
    readonly first: string;
    /** Where the file lies that the first one loads from beside itself; null where it needs none. */
    readonly second: string | null;
    /** The one of them that is made for the share, which nobody has signed. */
    readonly made: GrubImage | null;
}

/** The architectures of UEFI that can start from this share by PXE, each with its loaders. */
export function pxeStarts({ loaders }: Facts, { mode, network }: ClientSide): readonly EfiStart[] {
    return EFI_ARCHS.flatMap(
        arch => efiStart(loaders, pxeGrubImage(arch, network.address), findsMenuByPxe(mode)) ?? [],
    );
}

/**
 * The loaders for x64 UEFI that starts by HTTP Boot. From there a signed GRUB fetches its menu, too, whoever gave the lease.
 *
 * @returns null where there are none
 */
export function httpBootStart(
    { loaders }: Facts,
    { network }: ClientSide,
    httpPort: number,
): EfiStart | null {
    const server = `${network.address}:${httpPort}`;
    return efiStart(loaders, httpBootGrubImage('x64', server), findsMenuByHttpBoot);
}

type FindsMenu = (loader: EfiLoader) => boolean;

/** Whether a signed GRUB that came by PXE finds its menu: it asks whoever gave the lease, but for those that know better. */
export function findsMenuByPxe(mode: ShareMode): FindsMenu {
    return ({ findsProxy }) => mode === 'own-dhcp' || findsProxy;
}

/** Whether one that came by HTTP Boot does: it asks where it came from. */
export const findsMenuByHttpBoot: FindsMenu = ({ http }) => http;

/** The machines that a kernel runs on: one of 64 bits also where the firmware is of 32 (CONFIG_EFI_MIXED). */
const RUNS_ON: Readonly<Record<EfiArch, readonly EfiArch[]>> = {
    x64: ['x64', 'ia32'],
    ia32: ['ia32'],
    arm64: ['arm64'],
};

/** Whether the medium's kernel is for machines with such firmware, where that is known. */
export function runsOn(arch: EfiArch, { kernel }: LoaderFacts): boolean {
    return kernel.arch === null || RUNS_ON[kernel.arch].includes(arch);
}

/** Which GRUB starts an architecture: the signed one where it finds its menu, else one that is made here; null for none. */
export function grubFor(arch: EfiArch, loaders: LoaderFacts, findsMenu: FindsMenu): 'signed' | 'made' | null {
    if (!runsOn(arch, loaders)) return null;
    if (loaders.efi.some(loader => loader.arch === arch && findsMenu(loader))) return 'signed';
    return loaders.grubImages.includes(arch) ? 'made' : null;
}

/** @param image the GRUB to make where that is the one */
function efiStart(loaders: LoaderFacts, image: GrubImage, findsMenu: FindsMenu): EfiStart | null {
    const { arch } = image;
    const grub = grubFor(arch, loaders, findsMenu);
    if (grub === null) return null;
    const loader = loaders.efi.find(each => each.arch === arch);
    const path = `${GRUB_FOLDER}/${image.name}`;
    if (loader === undefined) return { arch, first: path, second: null, made: image };
    const first = placeOf(loader.shim);
    return grub === 'signed'
        ? { arch, first, second: placeOf(loader.grub), made: null }
        : { arch, first, second: path, made: image };
}

function placeOf({ from, path }: LoaderFile): string {
    return from === 'medium' ? `${MEDIUM_MOUNT}/${path}` : path;
}
