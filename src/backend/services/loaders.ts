// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import type { LoaderFacts } from '../share/types.js';
import { GRUB_MODULES } from './grub-image.js';

/** Where Debian and Ubuntu keep them (packages shim-signed and grub-efi-amd64-signed). */
const SHIM = '/usr/lib/shim/shimx64.efi.signed';
const GRUB = '/usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed';

/** What this machine has to start clients with. */
export function loaderFacts(): LoaderFacts {
    const present = [SHIM, GRUB].every(path => GLib.file_test(path, GLib.FileTest.IS_REGULAR));
    const grubImage =
        GLib.find_program_in_path('grub-mkimage') !== null &&
        GLib.file_test(GRUB_MODULES, GLib.FileTest.IS_DIR);
    return { efi64: present ? { shim: SHIM, grub: GRUB } : null, grubImage };
}
