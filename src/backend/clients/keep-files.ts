// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { InitrdFile } from './client-report.js';

/** The part of a path or a name that stands for a client: its network card's address. */
export function storeName(mac: string): string {
    return mac.replaceAll(':', '-');
}

/**
 * Where a client finds its own store.
 *
 * @param folder of the sharing machine, in which each client has an export of its own (`storeName`)
 */
export function storeFile(address: string, folder: string): InitrdFile {
    return { path: 'share-live/stores', text: `${address}:${folder}\n` };
}

/**
 * For a script that has `PREPARE_HOST_NAME` in it, with the root file system mounted at `$root`: the function `keep_files`. The
 * client's store takes the place of /home before the system makes its user there, and reports that (`kept`). It is mounted by
 * what the initramfs has for its own root: klibc's nfsmount(8), or mount.nfs(8). casper has made the user already: its files are the
 * first in a new store.
 */
export const KEEP_FILES = `mount_store() {
    if command -v nfsmount >/dev/null; then
        nfsmount -o rw,nolock "$1" "$root/home"
    else
        mount -t nfs -o rw,nolock,vers=3,proto=tcp "$1" "$root/home"
    fi
}

keep_files() {
    [ -e /share-live/stores ] || return
    read -r stores </share-live/stores
    address=$(card_address)
    mine=$(
        IFS=:-
        set -- $address
        IFS=-
        printf %s "$*"
    )
    chroot "$root" cp -a /home /home.share-live
    # it is made while the client starts
    tries=30
    until mount_store "$stores/$mine"; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return
        sleep 1
    done
    [ -e "$root/home/.share-live" ] || chroot "$root" cp -a /home.share-live/. /home
    : >"$root/home/.share-live"
    chroot "$root" rm -rf /home.share-live
    report kept
}
`;
