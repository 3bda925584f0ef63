// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint } from '../medium/types.js';
import { BEFORE_NETWORK, IN_ROOT, reportFiles, type InitrdFile } from './client-report.js';

/**
 * For initramfs-tools, which live-boot and casper are made with: working name resolution, and the reports. Its /init
 * reads conf/conf.d early; from there our two scripts are put into the lists (ORDER) of what it runs at two points:
 *
 * - init-premount, before the network: reports `initramfs` as soon as there is one
 * - init-bottom, with the root file system mounted: reports `root`, prepares name resolution and the report `running`
 */
export function initramfsToolsFiles(endpoint: Endpoint): readonly InitrdFile[] {
    return [
        { path: 'conf/conf.d/share-live', text: HOOKS },
        ...reportFiles(endpoint),
        { path: 'share-live/init-premount', text: BEFORE_NETWORK },
        { path: 'share-live/init-bottom', text: INIT_BOTTOM },
    ];
}

/** Sourced by /init, hence in a subshell. The medium's own list stays as it is until the new one is complete. */
const HOOKS = `(
    for point in init-premount init-bottom; do
        order=/scripts/$point/ORDER
        mkdir -p "/scripts/$point"
        [ -e "$order" ] || : >"$order"
        { echo "sh /share-live/$point" && cat "$order"; } >"$order.new" && mv "$order.new" "$order"
    done
) 2>/dev/null || :
`;

/**
 * The name servers are those that the client's own lease names. With the root file system over NFS the network card
 * must stay as it is: NetworkManager is told to leave it alone and which DNS servers to write down, as it would
 * otherwise write none. From RAM, NetworkManager gets the card as it finds it on a CD boot, unconfigured, and asks DHCP
 * by itself; it would not touch a configured one.
 */
const INIT_BOTTOM = `root=\${rootmnt:-/root}

${IN_ROOT}
# whether a line of file $1 begins with the word $2
has_word() {
    while read -r word _; do
        [ "$word" = "$2" ] && return 0
    done <"$1"
    return 1
}

nfs_root() {
    while read -r _ _ type _; do
        case $type in nfs | nfs4) return 0 ;; esac
    done </proc/mounts
    return 1
}

# what the initramfs learnt with its lease: shell assignments, one file for each card
name_servers() {
    for file in /run/net-*.conf; do
        [ -e "$file" ] || continue
        (
            . "$file"
            for server in "$IPV4DNS0" "$IPV4DNS1"; do
                case $server in '' | 0.0.0.0) ;; *) echo "$server" ;; esac
            done
        )
    done
}

prepare_resolved() {
    has_systemd && [ -n "$dns" ] || return
    mkdir -p /run/systemd/resolved.conf.d
    # only where nothing else is known: a card that gets its own servers by DHCP keeps to those
    echo "[Resolve]
FallbackDNS=$dns" >/run/systemd/resolved.conf.d/share-live.conf
}

# a link belongs to systemd-resolved, resolvconf or NetworkManager
prepare_resolver() {
    file=$root/etc/resolv.conf
    [ -n "$dns" ] || return
    [ -L "$file" ] && return
    [ -e "$file" ] && has_word "$file" nameserver && return
    for server in $dns; do echo "nameserver $server"; done >"$file"
}

prepare_network_manager() {
    [ -x "$root/usr/sbin/NetworkManager" ] || return
    cards=
    for file in /run/net-*.conf; do
        name=\${file#/run/net-}
        name=\${name%.conf}
        read -r mac <"/sys/class/net/$name/address" || continue
        cards="$cards,mac:$mac"
        nfs_root && continue
        ip addr flush dev "$name"
        ip link set "$name" down
    done
    nfs_root && [ -n "$cards" ] || return
    mkdir -p /run/NetworkManager/conf.d
    {
        echo '[keyfile]'
        echo "unmanaged-devices+=\${cards#,}"
        servers=
        for server in $dns; do servers="$servers,$server"; done
        [ -n "$dns" ] && echo "[global-dns-domain-*]
servers=\${servers#,}"
    } >/run/NetworkManager/conf.d/share-live.conf
}

{
    dns=$(echo $(name_servers))
    tell
    prepare_running
    prepare_resolved
    prepare_resolver
    prepare_network_manager
} </dev/null >/dev/null 2>&1
exit 0
`;
