// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

import { startLabClient } from './lab-client.js';
import type { Lab } from './lab.js';
import { runChecked } from './process.js';
import type { Scope } from './scope.js';
import { CARDS, ROOT_LABEL, sharingImage } from './sharing-image.js';
import { takeSnapshot } from './snapshot.js';
import { startVirtualMachine } from './virtual-machine.js';
import { allAtOnce, openAgentPorts, type VmComputer } from './vm-agents.js';
import { makeVmPlace } from './vm-cable.js';

/** What `npm run build` makes: it is found at the same path inside. */
const BUILT = resolve('build/usr');

/** Where the virtual machine sees what is brought into it. */
const LUGGAGE = '/media/luggage';

/** What QEMU's own network gives to the only machine on it, by DHCP. */
export const UPLINK_ADDRESS = '10.0.2.15';

/** What its console says when it will not come further. */
const FAILURE = /Kernel panic[^\n]*|\(initramfs\)|You are in emergency mode/;

export interface SharingVm extends Lab {
    readonly sharing: VmComputer;
    /** The image, as a file inside. */
    readonly medium: string;
}

/**
 * The sharing machine as users have it, in a virtual machine: a kernel with an NFS server and iso9660, systemd, and a
 * cable to the client in a second one. Neither has a way to this machine's network. All ends with the scope.
 *
 * @param folder for its logs
 * @param image the live image that it can share
 */
export async function makeSharingVm(scope: Scope, folder: string, image: string): Promise<SharingVm> {
    const system = await sharingImage();
    const ownFolder = join(folder, 'sharing');
    await mkdir(ownFolder);
    const luggage = join(ownFolder, 'luggage.squashfs');
    scope.defer(() => rm(luggage, { force: true }));
    await runChecked([
        'mksquashfs',
        BUILT,
        image,
        luggage,
        '-noI',
        '-noD',
        '-noF',
        '-noX',
        '-quiet',
        '-no-progress',
    ]);

    const place = await makeVmPlace(scope);
    const ports = await openAgentPorts(ownFolder);
    const vm = await startVirtualMachine({
        folder: ownFolder,
        memoryMiB: 1024,
        start: argv => place.machine.start(argv),
        failure: FAILURE,
        devices: [
            ...['-kernel', system.kernel, '-initrd', system.initrd],
            ...['-append', `root=LABEL=${ROOT_LABEL} rw console=ttyS0 quiet net.ifnames=0`],
            ...['-drive', `file=${system.root},format=raw,if=none,id=root,snapshot=on`],
            ...['-device', 'virtio-blk-pci,drive=root'],
            ...['-drive', `file=${luggage},format=raw,if=none,id=luggage,readonly=on`],
            ...['-device', 'virtio-blk-pci,drive=luggage,serial=luggage'],
            ...['-netdev', `${place.end('sharing')},id=cable`],
            ...['-device', `virtio-net-pci,id=nic,netdev=cable,mac=${CARDS.cable},romfile=`],
            ...['-netdev', 'user,id=uplink,ipv6=off'],
            ...['-device', `virtio-net-pci,netdev=uplink,mac=${CARDS.uplink},romfile=`],
            ...ports.devices,
        ],
    });
    scope.defer(() => vm.quit());
    const sharing = await ports.connect();
    const { exec, check } = sharing;
    await check(['mkdir', '-p', LUGGAGE, BUILT]);
    await check(['mount', '-o', 'ro', '/dev/disk/by-id/virtio-luggage', LUGGAGE]);
    await check(['mount', '--bind', join(LUGGAGE, basename(BUILT)), BUILT]);
    await check(['nm-online', '--wait-for-startup', '--quiet', '--timeout=60']);
    // Its status says how well it went; that it is over is what counts.
    await exec(['systemctl', 'is-system-running', '--wait']);

    return {
        sharing,
        medium: join(LUGGAGE, basename(image)),
        snapshot: () => takeSnapshot(allAtOnce(exec)),
        plug: up => vm.setLink(up),
        startClient: options => startLabClient(scope, place.machine, place.tap('client'), options),
    };
}
