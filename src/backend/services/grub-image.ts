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

/** The image, in the folder that the command is given. */
export function grubImageName(arch: EfiArch): string {
    return `grub-${arch}.efi`;
}

/** What a menu of ours needs, and the network: nothing can be loaded later. */
const MODULES = ['normal', 'configfile', 'test', 'echo', 'sleep', 'efinet', 'net', 'tftp', 'http', 'linux'];

/**
 * The command (grub-mkimage(1)) that makes a GRUB which knows where its menu is. A signed one looks for it at the server
 * that the client's DHCP lease names, which beside an existing DHCP server is not this machine. Nobody has signed ours:
 * it starts where Secure Boot is off.
 *
 * @param folder a folder of the share that the image is written to
 */
export function grubImageCommand(arch: EfiArch, folder: string, address: string): readonly string[] {
    return sandboxed(
        { binds: [{ from: folder, to: '/srv/image', writable: true }], capabilities: [], first: true },
        [
            'grub-mkimage',
            `--directory=${grubModules(arch)}`,
            `--format=${FORMATS[arch]}`,
            `--prefix=(tftp,${address})/grub`,
            `--output=/srv/image/${grubImageName(arch)}`,
            ...MODULES,
        ],
    );
}
