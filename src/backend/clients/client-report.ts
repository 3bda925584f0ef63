// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint } from '../medium/types.js';

/** A file of the extra initrd, by its path in there. Mode 0644 will do: nothing is executed by its name. */
export interface InitrdFile {
    readonly path: string;
    readonly text: string;
}

/**
 * How a client says how far it has come (`GET /report/STAGE`), whatever its initramfs is made with: scripts for a POSIX
 * shell, of which BEFORE_NETWORK and `IN_ROOT` go into hooks of that initramfs.
 */
export function reportFiles(endpoint: Endpoint): readonly InitrdFile[] {
    return [reportFile(endpoint), { path: 'share-live/running.service', text: RUNNING_SERVICE }];
}

/** The script alone: `sh /share-live/report STAGE [TRIES]`, a try each second. */
export function reportFile({ address, httpPort }: Endpoint): InitrdFile {
    return { path: 'share-live/report', text: reportScript(address, httpPort) };
}

/** Where the files lie in the client's running system. Not the folder that a share of its own would use. */
const CLIENT_FOLDER = '/run/share-live-client';

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

/** For a hook that may come before the network: waits beside the boot until the sharing machine answers. */
export const BEFORE_NETWORK = `(
    sh /share-live/report initramfs 300 && : >/share-live/reported
) </dev/null >/dev/null 2>&1 &
echo $! >/share-live/waiting
`;

/**
 * For a hook with the root file system mounted at `$root`, a variable of its own: the functions `tell`, which reports
 * `root`, and `prepare_running`, by which the running system reports itself.
 */
export const IN_ROOT = `report() {
    sh /share-live/report "$1"
    # the initramfs has nothing that fetches: borrow it from the system
    [ $? = 2 ] && chroot "$root" /bin/sh -c "$(cat /share-live/report)" report "$1"
}

tell() {
    if ! [ -e /share-live/reported ]; then
        read -r waiting </share-live/waiting && kill "$waiting"
        report initramfs
    fi
    report root
}

# /run/systemd/system must not exist where another init runs
has_systemd() {
    [ -x "$root/lib/systemd/systemd" ] || [ -x "$root/usr/lib/systemd/systemd" ]
}

# a unit for this boot only
prepare_running() {
    has_systemd || return
    mkdir -p ${CLIENT_FOLDER} /run/systemd/system/multi-user.target.wants
    cat /share-live/report >${CLIENT_FOLDER}/report
    cat /share-live/running.service >/run/systemd/system/share-live-running.service
    ln -s ../share-live-running.service /run/systemd/system/multi-user.target.wants/share-live-running.service
}
`;

/** Started when people can log in, and not waited for; 60 tries are a minute. */
const RUNNING_SERVICE = `[Unit]
Description=Tell the sharing machine that this system runs
After=systemd-user-sessions.service getty.target display-manager.service

[Service]
ExecStart=-/bin/sh ${CLIENT_FOLDER}/report running 60
`;
