// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import { EFI_ARCHS, type EfiArch, type EfiLoader, type LoaderFacts } from '../share/types.js';
import { grubModules } from './grub-image.js';

/** Where Debian and Ubuntu keep them (packages shim-signed and grub-efi-amd64-signed). */
const SHIM = '/usr/lib/shim/shimx64.efi.signed';
const GRUB = '/usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed';

/** What this machine has to start clients with. */
export function loaderFacts(): LoaderFacts {
    return { efi: systemLoaders(), grubImages: grubImages() };
}

function systemLoaders(): readonly EfiLoader[] {
    if (![SHIM, GRUB].every(path => GLib.file_test(path, GLib.FileTest.IS_REGULAR))) return [];
    return [
        {
            arch: 'x64',
            shim: { from: 'system', path: SHIM },
            grub: { from: 'system', path: GRUB },
            http: false,
            findsProxy: false,
            trust: 'unknown',
        },
    ];
}

function grubImages(): readonly EfiArch[] {
    if (GLib.find_program_in_path('grub-mkimage') === null) return [];
    return EFI_ARCHS.filter(arch => GLib.file_test(grubModules(arch), GLib.FileTest.IS_DIR));
}
