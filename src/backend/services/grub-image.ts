// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { sandboxed } from '../lib/sandbox.js';
import type { EfiArch } from '../share/types.js';

/** GRUB's names for the architectures (packages grub-efi-amd64-bin, grub-efi-ia32-bin, grub-efi-arm64-bin). */
const FORMATS: Readonly<Record<EfiArch, string>> = {
    x64: 'x86_64-efi',
    ia32: 'i386-efi',
    arm64: 'arm64-efi',
};

/** Where GRUB's modules for an architecture are. */
export function grubModules(arch: EfiArch): string {
    return `/usr/lib/grub/${FORMATS[arch]}`;
}

/** A GRUB that is made for a share. */
export interface GrubImage {
    readonly arch: EfiArch;
    /** In the folder that the command is given. */
    readonly name: string;
    /** The folder of its menu, as GRUB calls it. */
    readonly prefix: string;
    /** What it does before it looks for its menu, where that is more than nothing. */
    readonly config?: string;
}

/** One that is loaded by TFTP and fetches its menu from an address, whoever gave the lease. */
export function pxeGrubImage(arch: EfiArch, address: string): GrubImage {
    return { arch, name: `grub-${arch}.efi`, prefix: `(tftp,${address})/grub` };
}

/**
 * One that is loaded by HTTP Boot and fetches its menu by HTTP. It asks for an address itself: what the firmware tells it of
 * the network, GRUB 2.06 does not understand where there are name servers (their node in the device path).
 *
 * @param server where the menu is: `ADDRESS:PORT`
 */
export function httpBootGrubImage(arch: EfiArch, server: string): GrubImage {
    return { arch, name: `grub-${arch}-http.efi`, prefix: `(http,${server})/grub`, config: 'net_bootp\n' };
}

/** The file with the first commands of an image, beside it. */
export function grubImageConfig({ name }: GrubImage): string {
    return `${name}.cfg`;
}

/** GRUB's own font with all letters (package grub-common), and where an image of ours looks for it beside its menu. */
export const GRUB_FONT = '/usr/share/grub/unicode.pf2';
export const GRUB_FONT_NAME = 'grub/fonts/unicode.pf2';

/** What a menu of ours needs, and the network: nothing can be loaded later. */
const MODULES = [
    ...['normal', 'configfile', 'test', 'echo', 'sleep', 'efinet', 'net', 'tftp', 'http', 'linux'],
    ...['font', 'gfxterm', 'efi_gop'],
];

/**
 * The command (grub-mkimage(1)) that makes a GRUB which knows where its menu is. A signed one looks for it at the server
 * that the client's DHCP lease names, which beside an existing DHCP server is not this machine, and may know no HTTP.
 * Nobody has signed ours: it starts where Secure Boot is off.
 *
 * @param folder a folder of the share that the image is written to, and where its first commands are
 */
export function grubImageCommand(image: GrubImage, folder: string): readonly string[] {
    const { arch, name, prefix, config } = image;
    return sandboxed(
        { binds: [{ from: folder, to: '/srv/image', writable: true }], capabilities: [], first: true },
        [
            'grub-mkimage',
            `--directory=${grubModules(arch)}`,
            `--format=${FORMATS[arch]}`,
            `--prefix=${prefix}`,
            ...(config === undefined ? [] : [`--config=/srv/image/${grubImageConfig(image)}`]),
            `--output=/srv/image/${name}`,
            ...MODULES,
        ],
    );
}
