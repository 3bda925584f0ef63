// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * For a script of dracut's, with the root file system mounted: the function `keep_cards`. dracut hands its network on to the system's
 * NetworkManager, which would take the address of a card away a few seconds after its cable is out, and with it for good whatever
 * comes over NFS. So it is told not to look whether there is a signal (ignore-carrier, NetworkManager.conf(5)). What is
 * mounted over NFS need not be among the mounts that are seen (nfs(5): /proc/fs/nfsfs/volumes).
 */
export const KEEP_CARDS = `nfs_is_used() {
    [ -e /proc/fs/nfsfs/volumes ] || return
    while read -r version _; do
        case $version in v[0-9]*) return 0 ;; esac
    done </proc/fs/nfsfs/volumes
    return 1
}

keep_cards() {
    nfs_is_used || return
    mkdir -p /run/NetworkManager/conf.d
    for card in /sys/class/net/*; do
        [ -e "$card/device" ] || continue
        read -r state <"$card/operstate"
        [ "$state" = up ] || continue
        echo "[device-share-live-\${card##*/}]
match-device=interface-name:\${card##*/}
ignore-carrier=1" >>/run/NetworkManager/conf.d/share-live.conf
    done
}
`;
