// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * For a script with the root file system mounted at `$root`: the function `prepare_host_name`. All clients have the same system;
 * by its name alone, nobody could tell them apart in a network or in a list of printer jobs, and some programs
 * refuse to work twice under one name. So the end of the network card's address is added: `debian-4c4c02`.
 *
 * Who sets names later leaves this one: live-config's 0020-hostname does nothing where there is a name in the file.
 */
export const PREPARE_HOST_NAME = `# the value of one of the kernel's parameters
parameter() {
    for word in $(cat /proc/cmdline); do
        case $word in "$1="*) echo "\${word#*=}" && return ;; esac
    done
}

# of the card that it has started by (BOOTIF=01-52-54-00-4c-4c-02), else of the first one
card_address() {
    started=$(parameter BOOTIF)
    [ -n "$started" ] && echo "\${started#*-}" && return
    for card in /sys/class/net/*; do
        [ -e "$card/device" ] && cat "$card/address" && return
    done
}

prepare_host_name() {
    name=
    [ -e "$root/etc/hostname" ] && read -r name <"$root/etc/hostname"
    case $name in
    '' | localhost | localhost.*) name=$(parameter hostname) ;;
    esac
    address=$(card_address)
    ending=$(
        IFS=:-
        set -- $address
        printf %s "$4$5$6"
    )
    [ -n "$ending" ] || return
    name=\${name%%.*}
    name=\${name:-live}-$ending
    echo "$name" >"$root/etc/hostname"
    [ -e "$root/etc/hosts" ] && printf '127.0.1.1\\t%s\\n' "$name" >>"$root/etc/hosts"
}
`;
