// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Started } from './machine.js';
import { startVirtualMachine, type VirtualMachine } from './virtual-machine.js';

export interface ClientOptions {
    readonly folder: string;
    readonly memoryMiB: number;
    /** Starts QEMU where its network is. */
    readonly start: (argv: readonly string[]) => Started;
    /** What it starts from: its network card, by the PXE ROM on it, or the path of an image in its CD drive. */
    readonly from: 'network' | { readonly cd: string };
    /** Where its network card's cable goes: QEMU's `-netdev` without the id, `tap,ifname=…`. */
    readonly cable: string;
    /** Its network card's address. */
    readonly mac: string;
}

/** What a computer says that will not reach its login: the firmware, the loaders, the initramfs, the kernel. */
const FAILURE = new RegExp(
    [
        'No bootable device',
        'PXE-[EM]\\d+[^\\n]*',
        'Boot failed',
        'Failed to load \\S+',
        'No configuration file found',
        'Kernel panic[^\\n]*',
        'Unable to find a (medium|live file system)[^\\n]*',
        'server replied: [^\\n]*',
        '\\(initramfs\\)',
        'Out of memory[^\\n]*',
        'You are in emergency mode',
    ].join('|'),
);

/** A computer that nobody has prepared: BIOS, an empty disk bay, one network card. */
export async function startClient(options: ClientOptions): Promise<VirtualMachine> {
    const drive =
        options.from === 'network'
            ? ['-boot', 'order=n']
            : ['-boot', 'order=d', '-drive', `file=${options.from.cd},media=cdrom,readonly=on,format=raw`];
    return startVirtualMachine({
        folder: options.folder,
        memoryMiB: options.memoryMiB,
        start: options.start,
        failure: FAILURE,
        devices: [
            ...['-netdev', `${options.cable},id=cable`],
            ...['-device', `virtio-net-pci,id=nic,netdev=cable,mac=${options.mac}`],
            // SeaBIOS copies what it and the loaders write to the display to the serial line.
            ...['-machine', 'pc,graphics=off'],
            ...drive,
        ],
    });
}
