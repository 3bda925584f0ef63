// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint } from '../medium/types.js';

/** A file of the extra initrd, by its path in there. Mode 0644 will do: nothing is executed by its name. */
export interface InitrdFile {
    readonly path: string;
    readonly text: string;
}

/**
 * What a client unpacks over the medium's own initrd, and with it: working name resolution, and a report of each stage
 * (`GET /report/STAGE`). For initramfs-tools, which live-boot and casper are made with. Its /init reads conf/conf.d
 * early; from there our two scripts are put into the lists (ORDER) of what it runs at two points:
 *
 * - init-premount, before the network: waits beside the boot until the sharing machine answers, and reports `initramfs`
 * - init-bottom, with the root file system mounted: reports `root`, prepares name resolution and the report `running`
 *
 * A boot must never fail by this: each command may, and every wait has an end.
 */
export function extraInitrd({ address, httpPort }: Endpoint): readonly InitrdFile[] {
    return [
        { path: 'conf/conf.d/share-live', text: HOOKS },
        { path: 'share-live/report', text: reportScript(address, httpPort) },
        { path: 'share-live/init-premount', text: INIT_PREMOUNT },
        { path: 'share-live/init-bottom', text: INIT_BOTTOM },
        { path: 'share-live/running.service', text: RUNNING_SERVICE },
    ];
}

/** Where the files lie in the client's running system. Not the folder that a share of its own would use. */
const CLIENT_FOLDER = '/run/share-live-client';

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
 * Runs in the initramfs (busybox or klibc) and in the running system, with whatever can fetch there; bash first, as it
 * knows no proxies. The time limit is our own: Debian's busybox wget crashes at -T, and klibc has no timeout(1).
 * Status 0: told; 1: not reached; 2: nothing here can fetch.
 */
function reportScript(address: string, port: number): string {
    const url = `http://${address}:${port}/report/$1`;
    return `# report STAGE [TRIES]: tells the sharing machine how far this one has come.
tool=
for name in bash wget curl busybox python3; do
    [ -z "$tool" ] && command -v "$name" >/dev/null 2>&1 && tool=$name
done

get() {
    case $tool in
    bash)
        exec bash -c 'exec 3<>/dev/tcp/${address}/${port} &&
            printf "GET /report/%s HTTP/1.0\\r\\n\\r\\n" "$0" >&3 && read -r answer <&3' "$1"
        ;;
    wget) exec wget -q -O /dev/null "${url}" ;;
    curl) exec curl -s -o /dev/null "${url}" ;;
    busybox) exec busybox wget -q -O /dev/null "${url}" ;;
    python3) exec python3 -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1]).read()' "${url}" ;;
    esac
}

[ -n "$tool" ] || exit 2
tries=\${2:-1}
while [ "$tries" -gt 0 ]; do
    get "$1" </dev/null >/dev/null 2>&1 &
    job=$!
    (
        sleep 5
        kill "$job"
    ) </dev/null >/dev/null 2>&1 &
    guard=$!
    wait "$job"
    status=$?
    kill "$guard"
    [ "$status" = 0 ] && exit 0
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] && sleep 1
done
exit 1
`;
}

/** The network comes up in the middle of the family's own script, which has no hook there: hence beside the boot. */
const INIT_PREMOUNT = `(
    sh /share-live/report initramfs 300 && : >/share-live/reported
) </dev/null >/dev/null 2>&1 &
echo $! >/share-live/waiting
`;

/**
 * The name servers are those that the client's own lease names. With the root file system over NFS the network card
 * must stay as it is: NetworkManager is told to leave it alone and which DNS servers to write down, as it would
 * otherwise write none. From RAM, NetworkManager gets the card as it finds it on a CD boot, unconfigured, and asks DHCP
 * by itself; it would not touch a configured one.
 */
const INIT_BOTTOM = `root=\${rootmnt:-/root}

report() {
    sh /share-live/report "$1"
    # the initramfs has nothing that fetches: borrow it from the system
    [ $? = 2 ] && chroot "$root" /bin/sh -c "$(cat /share-live/report)" report "$1"
}

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

tell() {
    if ! [ -e /share-live/reported ]; then
        read -r waiting </share-live/waiting && kill "$waiting"
        report initramfs
    fi
    report root
}

# a unit for this boot only; /run/systemd/system must not exist where another init runs
prepare_running() {
    [ -x "$root/lib/systemd/systemd" ] || [ -x "$root/usr/lib/systemd/systemd" ] || return
    mkdir -p ${CLIENT_FOLDER} /run/systemd/system/multi-user.target.wants /run/systemd/resolved.conf.d
    cat /share-live/report >${CLIENT_FOLDER}/report
    cat /share-live/running.service >/run/systemd/system/share-live-running.service
    ln -s ../share-live-running.service /run/systemd/system/multi-user.target.wants/share-live-running.service
    # only where nothing else is known: a card that gets its own servers by DHCP keeps to those
    [ -n "$dns" ] && echo "[Resolve]
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
    prepare_resolver
    prepare_network_manager
} </dev/null >/dev/null 2>&1
exit 0
`;

/** Started when people can log in, and not waited for; 60 tries are a minute. */
const RUNNING_SERVICE = `[Unit]
Description=Tell the sharing machine that this system runs
After=systemd-user-sessions.service getty.target display-manager.service

[Service]
ExecStart=-/bin/sh ${CLIENT_FOLDER}/report running 60
`;
