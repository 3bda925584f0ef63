// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Started } from './machine.js';
import { startVirtualMachine, type VirtualMachine } from './virtual-machine.js';

/** `uefi32`: UEFI of 32 bits. `secureboot`: UEFI that starts only what is signed, with the keys that machines are sold with. */
export type Firmware = 'bios' | 'uefi' | 'uefi32' | 'secureboot';

export interface ClientOptions {
    readonly folder: string;
    readonly memoryMiB: number;
    /** Starts QEMU where its network is. */
    readonly start: (argv: readonly string[]) => Started;
    /** What it starts from: its network card, by the PXE ROM on it, a disk among `devices`, or the path of an image in its CD drive. */
    readonly from: 'network' | 'disk' | { readonly cd: string };
    /** Where its network card's cable goes: QEMU's `-netdev` without the id, `tap,ifname=…`. */
    readonly cable: string;
    /** Its network card's address. */
    readonly mac: string;
    /** BIOS where left out. */
    readonly firmware?: Firmware;
    /** Whether a UEFI starts from the network by HTTP Boot alone, as where PXE was switched off in its settings. */
    readonly httpBoot?: boolean;
    /** More of QEMU's devices. */
    readonly devices?: readonly string[];
}

/** The halves of the firmware, code and variables (packages ovmf and ovmf-ia32). */
const OVMF: Readonly<Record<Exclude<Firmware, 'bios'>, readonly [code: string, variables: string]>> = {
    uefi: ['OVMF_CODE_4M.fd', 'OVMF_VARS_4M.fd'],
    uefi32: ['OVMF32_CODE_4M.secboot.fd', 'OVMF32_VARS_4M.fd'],
    secureboot: ['OVMF_CODE_4M.ms.fd', 'OVMF_VARS_4M.ms.fd'],
};

/** OVMF's settings for it (edk2, OvmfPkg/RUNTIME_CONFIG.md): what is left is HTTP Boot. */
const WITHOUT_PXE = ['IPv4', 'IPv6'].flatMap(version => [
    '-fw_cfg',
    `name=opt/org.tianocore/${version}PXESupport,string=no`,
]);

/** What a computer says that will not reach its login: the firmware, the loaders, the initramfs, the kernel. */
const FAILURE = new RegExp(
    [
        'No bootable device',
        'PXE-[EM]\\d+[^\\n]*',
        'Boot failed',
        'Failed to load \\S+',
        'No configuration file found',
        // GRUB has found no menu
        'Minimal BASH-like',
        'Kernel panic[^\\n]*',
        'Unable to find a (medium|live file system)[^\\n]*',
        'server replied: [^\\n]*',
        'Verification failed[^\\n]*',
        'Security Violation',
        '\\(initramfs\\)',
        'Out of memory[^\\n]*',
        'You are in emergency mode',
    ].join('|'),
);

/** A computer that nobody has prepared: its firmware, an empty disk bay, one network card. */
export async function startClient(options: ClientOptions): Promise<VirtualMachine> {
    const { firmware = 'bios', folder } = options;
    return startVirtualMachine({
        folder: options.folder,
        memoryMiB: options.memoryMiB,
        start: options.start,
        failure: FAILURE,
        devices: [
            ...['-netdev', `${options.cable},id=cable`],
            ...(firmware === 'bios'
                ? biosDevices(options.mac)
                : await uefiDevices(options.mac, firmware, folder)),
            ...(options.httpBoot === true ? WITHOUT_PXE : []),
            ...startsFrom(options.from),
            ...(options.devices ?? []),
        ],
    });
}

function startsFrom(from: ClientOptions['from']): readonly string[] {
    if (from === 'network') return ['-boot', 'order=n'];
    if (from === 'disk') return ['-boot', 'order=c'];
    return ['-boot', 'order=d', '-drive', `file=${from.cd},media=cdrom,readonly=on,format=raw`];
}

function biosDevices(mac: string): readonly string[] {
    // SeaBIOS copies what it and the loaders write to the display to the serial line.
    return ['-device', `virtio-net-pci,id=nic,netdev=cable,mac=${mac}`, '-machine', 'pc,graphics=off'];
}

/** The firmware brings its own network boot: with the card's ROM, iPXE, shim's check of what follows fails. */
async function uefiDevices(
    mac: string,
    firmware: Exclude<Firmware, 'bios'>,
    folder: string,
): Promise<readonly string[]> {
    const [code, variables] = OVMF[firmware].map(name => join('/usr/share/OVMF', name)) as [string, string];
    await mkdir(folder, { recursive: true });
    const own = join(folder, 'uefi-variables.fd');
    await copyFile(variables, own);
    return [
        ...['-device', `virtio-net-pci,id=nic,netdev=cable,mac=${mac},romfile=`],
        // only firmware in system management mode may write where the keys of Secure Boot are, if it was built for that
        ...(firmware === 'uefi'
            ? ['-machine', 'q35']
            : ['-machine', 'q35,smm=on', '-global', 'driver=cfi.pflash01,property=secure,value=on']),
        ...['-drive', `if=pflash,format=raw,unit=0,file=${code},readonly=on`],
        ...['-drive', `if=pflash,format=raw,unit=1,file=${own}`],
    ];
}
