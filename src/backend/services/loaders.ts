// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import { readBytes } from '../lib/files.js';
import { readGrub } from '../firmware/grub.js';
import { readPe } from '../firmware/pe.js';
import { isSignedFor } from '../firmware/sbverify.js';
import { vendorCertificate } from '../firmware/shim.js';
import type { Medium, MediumContents } from '../medium/types.js';
import {
    EFI_ARCHS,
    type EfiArch,
    type EfiLoader,
    type KernelFacts,
    type LoaderFacts,
    type LoaderFile,
    type Trust,
} from '../share/types.js';
import { GRUB_FONT, grubModules } from './grub-image.js';

/** A medium as far as its loaders go. */
export interface LoaderMedium {
    readonly medium: Medium;
    readonly files: MediumContents['files'];
    /** Reads a file of it whole. @returns null where it cannot be read, or is unreasonably large */
    readonly read: (path: string) => Promise<Uint8Array | null>;
}

type LoaderFiles = Pick<EfiLoader, 'shim' | 'grub'>;

/** Where Debian and Ubuntu keep them (packages shim-signed and grub-efi-…-signed), by their own names for an architecture. */
const SYSTEM_NAMES: Readonly<Record<EfiArch, readonly [shim: string, folder: string]>> = {
    x64: ['x64', 'x86_64-efi-signed'],
    ia32: ['ia32', 'i386-efi-signed'],
    arm64: ['aa64', 'arm64-efi-signed'],
};

/** Where media have theirs: what firmware starts, and GRUB beside it or in the vendor's folder. */
const MEDIUM_NAMES: Readonly<Record<EfiArch, readonly [shim: RegExp, grub: readonly RegExp[]]>> = {
    x64: names('x64'),
    ia32: names('ia32'),
    arm64: names('aa64'),
};

function names(arch: string): readonly [RegExp, readonly RegExp[]] {
    return [
        new RegExp(`^EFI/BOOT/BOOT${arch}\\.EFI$`, 'i'),
        [new RegExp(`^EFI/BOOT/grub${arch}\\.efi$`, 'i'), new RegExp(`^EFI/\\w+/grub${arch}\\.efi$`, 'i')],
    ];
}

/** What there is to start UEFI clients with: on the medium, and on this machine. */
export async function loaderFacts(on: LoaderMedium): Promise<LoaderFacts> {
    const bytes = await on.read(on.medium.kernel);
    const kernel = kernelFacts(on.medium, bytes);
    const efi = await Promise.all(EFI_ARCHS.map(arch => loaderFor(arch, on, bytes)));
    return { kernel, efi: efi.flatMap(loader => loader ?? []), ...grubHere() };
}

const ARCHITECTURES: Readonly<Record<string, EfiArch>> = { amd64: 'x64', i386: 'ia32', arm64: 'arm64' };

function kernelFacts(medium: Medium, bytes: Uint8Array | null): KernelFacts {
    const image = bytes === null ? null : readPe(bytes);
    return {
        // a kernel that firmware cannot start by itself, as a packed one, has no such header
        arch: image?.machine ?? ARCHITECTURES[medium.architecture] ?? null,
        signed: bytes === null ? null : (image?.signed ?? false),
    };
}

const BY_TRUST: readonly Trust[] = ['trusted', 'unknown', 'untrusted'];

/** The medium's own loaders where they can start over the network, unless others are trusted more. */
async function loaderFor(
    arch: EfiArch,
    on: LoaderMedium,
    kernel: Uint8Array | null,
): Promise<EfiLoader | null> {
    const candidates = [mediumFiles(arch, on.files), systemFiles(arch)].filter(files => files !== null);
    const loaders = await Promise.all(candidates.map(files => examine(arch, files, on, kernel)));
    return (
        loaders
            .filter(loader => loader !== null)
            .sort((a, b) => BY_TRUST.indexOf(a.trust) - BY_TRUST.indexOf(b.trust))[0] ?? null
    );
}

function mediumFiles(arch: EfiArch, files: MediumContents['files']): LoaderFiles | null {
    const paths = [...files.keys()];
    const [shimName, grubNames] = MEDIUM_NAMES[arch];
    const shim = paths.find(path => shimName.test(path));
    const grub = grubNames.map(name => paths.find(path => name.test(path))).find(path => path !== undefined);
    if (shim === undefined || grub === undefined) return null;
    return { shim: { from: 'medium', path: shim }, grub: { from: 'medium', path: grub } };
}

function systemFiles(arch: EfiArch): LoaderFiles | null {
    const [name, folder] = SYSTEM_NAMES[arch];
    const paths = [
        `/usr/lib/shim/shim${name}.efi.signed`,
        `/usr/lib/grub/${folder}/grubnet${name}.efi.signed`,
    ];
    if (!paths.every(path => GLib.file_test(path, GLib.FileTest.IS_REGULAR))) return null;
    const [shim, grub] = paths.map((path): LoaderFile => ({ from: 'system', path })) as [
        LoaderFile,
        LoaderFile,
    ];
    return { shim, grub };
}

/** @returns null where they cannot start a client of the architecture over the network */
async function examine(
    arch: EfiArch,
    files: LoaderFiles,
    on: LoaderMedium,
    kernel: Uint8Array | null,
): Promise<EfiLoader | null> {
    const read = ({ from, path }: LoaderFile): Promise<Uint8Array | null> =>
        from === 'medium' ? on.read(path) : readBytes(path);
    const [shimBytes, grubBytes] = await Promise.all([read(files.shim), read(files.grub)]);
    if (shimBytes === null || grubBytes === null) return null;
    const [shim, grub] = [readPe(shimBytes), readPe(grubBytes)];
    if (shim?.machine !== arch || grub?.machine !== arch) return null;
    const { network, http, findsProxy } = readGrub(grub);
    if (!network) return null;
    const certificate = vendorCertificate(shim);
    return { arch, ...files, http, findsProxy, trust: await trust(certificate, [grubBytes, kernel]) };
}

async function trust(certificate: Uint8Array | null, images: readonly (Uint8Array | null)[]): Promise<Trust> {
    if (certificate === null) return 'unknown';
    const check = async (image: Uint8Array | null): Promise<boolean | null> =>
        image === null ? null : isSignedFor(certificate, image);
    const signed = await Promise.all(images.map(check));
    if (signed.includes(false)) return 'untrusted';
    return signed.includes(null) ? 'unknown' : 'trusted';
}

/** What this machine has to make a GRUB of. */
function grubHere(): Pick<LoaderFacts, 'grubImages' | 'grubFont'> {
    if (GLib.find_program_in_path('grub-mkimage') === null) return { grubImages: [], grubFont: false };
    return {
        grubImages: EFI_ARCHS.filter(arch => GLib.file_test(grubModules(arch), GLib.FileTest.IS_DIR)),
        grubFont: GLib.file_test(GRUB_FONT, GLib.FileTest.IS_REGULAR),
    };
}
