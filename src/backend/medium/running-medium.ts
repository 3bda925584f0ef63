// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../protocol/problem.js';

/** Where a running live system has its medium. A MediumSource of share/types.ts. */
export interface RunningMedium {
    readonly kind: 'mounted';
    readonly path: string;
    readonly wholly: boolean;
}

/**
 * The places that the live families mount it at: live-boot's, its older one, casper's, dracut's, kiwi's, archiso's, miso's, Slax's. Of
 * an ISO file on a disk, too, the loop mount is there; /run/live/findiso, /run/live/fromiso, /isodevice,
 * /run/initramfs/isoscan and /run/archiso/img_dev hold the disk, which is not ours to share. archiso and miso take it
 * away when they have copied the image into memory, and dracut has none where it fetched the image by HTTP.
 */
const PLACES = [
    ...['/run/live/medium', '/lib/live/mount/medium', '/cdrom', '/run/initramfs/live'],
    ...['/run/overlay/live', '/run/archiso/bootmnt', '/run/miso/bootmnt', '/run/initramfs/memory/data'],
];

/** File systems that are written once as a whole: nothing but the medium is in them. */
const WHOLE = ['iso9660', 'udf', 'squashfs', 'erofs'];

/**
 * Finds the medium that this live system was started from.
 *
 * @param mountinfo the text of /proc/self/mountinfo (proc(5))
 * @throws Problem `no-live-medium`
 */
export function runningMedium(mountinfo: string): RunningMedium {
    const mounts = new Map<string, { readonly root: string; readonly fileSystem: string }>();
    for (const line of mountinfo.split('\n')) {
        // number parent device root place options [optional fields] - type source options
        const [before = '', after = ''] = line.split(' - ');
        const [, , , root = '', place = ''] = before.split(' ');
        // of several at one place, the last one covers the others
        if (place !== '') mounts.set(place, { root, fileSystem: after.split(' ')[0] ?? '' });
    }
    for (const path of PLACES) {
        const mount = mounts.get(path);
        if (mount !== undefined)
            return { kind: 'mounted', path, wholly: mount.root === '/' && WHOLE.includes(mount.fileSystem) };
    }
    throw new Problem('no-live-medium', { lookedFor: PLACES.join(', ') });
}
