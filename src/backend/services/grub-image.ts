// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { sandboxed } from '../lib/sandbox.js';

/** Where GRUB's modules for x64 UEFI are (package grub-efi-amd64-bin). */
export const GRUB_MODULES = '/usr/lib/grub/x86_64-efi';

/** The image, in the folder that the command is given. */
export const GRUB_IMAGE_NAME = 'grub.efi';

/** What a menu of ours needs, and the network: nothing can be loaded later. */
const MODULES = ['normal', 'configfile', 'test', 'echo', 'sleep', 'efinet', 'net', 'tftp', 'http', 'linux'];

/**
 * The command (grub-mkimage(1)) that makes a GRUB which knows where its menu is. A signed one looks for it at the server
 * that the client's DHCP lease names, which beside an existing DHCP server is not this machine. Nobody has signed ours:
 * it starts where Secure Boot is off.
 *
 * @param folder a folder of the share that the image is written to
 */
export function grubImageCommand(folder: string, address: string): readonly string[] {
    return sandboxed({ binds: [{ from: folder, to: '/srv/image', writable: true }], capabilities: [] }, [
        'grub-mkimage',
        `--directory=${GRUB_MODULES}`,
        '--format=x86_64-efi',
        `--prefix=(tftp,${address})/grub`,
        `--output=/srv/image/${GRUB_IMAGE_NAME}`,
        ...MODULES,
    ]);
}
