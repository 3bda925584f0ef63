// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../protocol/problem.js';
import type { NotExported } from '../share/types.js';

/** Where a running live system has its medium: the facts of a MediumSource of share/types.ts. */
export interface RunningMedium {
    readonly path: string;
    /** Why nobody may have its file system over NFS; null where it holds nothing but the medium. */
    readonly notExported: NotExported | null;
    /** Where its root images are mounted. */
    readonly rootTrees: readonly string[];
}

/**
 * The places that the live families mount it at: live-boot's, its older one, casper's, dracut's, kiwi's, archiso's, miso's, Slax's. Of
 * an ISO file on a disk, too, the loop mount is there; /run/live/findiso, /run/live/fromiso, /isodevice,
 * /run/initramfs/isoscan and /run/archiso/img_dev hold the disk, which is not ours to share. archiso and miso take it
 * away when they have copied the image into memory, and dracut has none where it fetched the image by HTTP.
 */
export const PLACES = [
    ...['/run/live/medium', '/lib/live/mount/medium', '/cdrom', '/run/initramfs/live'],
    ...['/run/overlay/live', '/run/archiso/bootmnt', '/run/miso/bootmnt', '/run/initramfs/memory/data'],
];

/** Where the families mount a root image: live-boot's folder of them, casper's, dracut's and kiwi's, archiso's. */
const ROOT_TREE = /^(?:\/run\/live\/rootfs\/[\w.-]+|\/rofs|\/run\/rootfsbase|\/run\/archiso\/airootfs)$/;

/** File systems that are written once as a whole: nothing but the medium is in them. */
const WHOLE = ['iso9660', 'udf', 'squashfs', 'erofs'];

interface MountedAt {
    /** What of the file system is mounted. */
    readonly root: string;
    readonly fileSystem: string;
}

/**
 * Finds the medium that this live system was started from.
 *
 * @param mountinfo the text of /proc/self/mountinfo (proc(5))
 * @throws Problem `no-live-medium`
 */
export function runningMedium(mountinfo: string): RunningMedium {
    const mounts = new Map<string, MountedAt>();
    for (const line of mountinfo.split('\n')) {
        // number parent device root place options [optional fields] - type source options
        const [before = '', after = ''] = line.split(' - ');
        const [, , , root = '', place = ''] = before.split(' ');
        // of several at one place, the last one covers the others
        if (place !== '') mounts.set(place, { root, fileSystem: after.split(' ')[0] ?? '' });
    }
    for (const path of PLACES) {
        const mount = mounts.get(path);
        if (mount === undefined) continue;
        const rootTrees = [...mounts].flatMap(([place, at]) =>
            ROOT_TREE.test(place) && isWhole(at) ? place : [],
        );
        return { path, notExported: notExported(mount), rootTrees };
    }
    throw new Problem('no-live-medium', { lookedFor: PLACES.join(', ') });
}

function isWhole({ root, fileSystem }: MountedAt): boolean {
    return root === '/' && WHOLE.includes(fileSystem);
}

function notExported(mount: MountedAt): NotExported | null {
    if (isWhole(mount)) return null;
    if (mount.fileSystem === 'tmpfs') return 'in-memory';
    return /^nfs4?$/.test(mount.fileSystem) ? 'passed-on' : 'other-files';
}
