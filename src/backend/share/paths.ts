// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Everything that a running share keeps lies below this folder, which is root's alone. */
export const STATE_FOLDER = '/run/share-live';

/** The undo journal: see share/journal.ts. */
export const JOURNAL = `${STATE_FOLDER}/journal`;

/** Files of one share; removed as a whole when it ends. */
export const SHARE_FOLDER = `${STATE_FOLDER}/share`;

/** Who has an address of a share that gives no more of them. */
export const KNOWN_CLIENTS = `${SHARE_FOLDER}/known-clients`;

/** Where the medium is mounted, in the helper's own mount namespace; also the path of the NFS export. */
export const MEDIUM_MOUNT = `${STATE_FOLDER}/medium`;

/** Where the image file as a whole is seen in that namespace, to be sent. */
export const IMAGE_FILE = `${STATE_FOLDER}/image.iso`;

/** Where the clients' own stores are mounted in that namespace, each in a folder of its own. */
export const STORES = `${STATE_FOLDER}/stores`;

/** Where it is mounted for an NFS server that runs on this machine already: in that server's mount namespace. */
export const HOST_EXPORT = `${STATE_FOLDER}/export`;

/** The copy of what is served from an image that the kernel cannot mount; on disk, for it is large. */
export const COPY_FOLDER = '/var/cache/share-live';
