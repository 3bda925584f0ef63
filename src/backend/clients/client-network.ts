// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * For a script of initramfs-tools that has `IN_ROOT` in it: the function `prepare_network`. What is known of the network is what
 * the initramfs learnt with its lease, one file for each card (`/run/net-CARD.conf`, by klibc's ipconfig or by the hook of
 * dhcpcd that takes its place).
 *
 * From memory, NetworkManager gets the cards as it finds them on a CD, unconfigured, and asks DHCP by itself. With the root
 * file system over NFS they must stay as they are, whatever happens to the cable; and yet the desktop is to show a
 * connection, and know its name servers. So NetworkManager gets a profile for this boot, with the very address that the card has,
 * and is told not to look whether there is a signal. A card that it leaves alone instead would look like no network at
 * all: no symbol in the panel, no name servers, programs that believe to be offline.
 */
export const PREPARE_NETWORK = `nfs_root() {
    while read -r _ _ type _; do
        case $type in nfs | nfs4) return 0 ;; esac
    done </proc/mounts
    return 1
}

# calls $1 for each card that has an address, with the card's name; the lease's variables are set
for_each_card() {
    for file in /run/net-*.conf; do
        [ -e "$file" ] || continue
        (
            IPV4ADDR= IPV4NETMASK= IPV4GATEWAY= IPV4DNS0= IPV4DNS1= DNSDOMAIN=
            . "$file"
            case $IPV4ADDR in '' | 0.0.0.0) exit ;; esac
            card=\${file#/run/net-}
            "$1" "\${card%.conf}"
        )
    done
}

name_servers() {
    for server in "$IPV4DNS0" "$IPV4DNS1"; do
        case $server in '' | 0.0.0.0) ;; *) printf '%s ' "$server" ;; esac
    done
}

# of a netmask: 255.255.255.0 is 24
prefix_length() (
    bits=0
    IFS=.
    for byte in $1; do
        while [ "$byte" -gt 0 ]; do
            bits=$((bits + 1))
            byte=$(((byte << 1) & 255))
        done
    done
    echo "$bits"
)

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

# whether a line of file $1 begins with the word $2
has_word() {
    while read -r word _; do
        [ "$word" = "$2" ] && return 0
    done <"$1"
    return 1
}

free_card() {
    ip addr flush dev "$1"
    ip link set "$1" down
}

# live-boot and casper name all cards in there, as ones that stay as they are: NetworkManager leaves alone what ifupdown has,
# and ifupdown takes a card down when the system ends, before it lets go of its root
forget_in_ifupdown() {
    file=$root/etc/network/interfaces
    [ -e "$file" ] || return
    left=' '
    while read -r word card _ method _; do
        [ "$word $method" = 'iface manual' ] && left="$left$card "
    done <"$file"
    kept=yes
    while IFS= read -r line; do
        case $line in
        'auto '* | 'allow-hotplug '*)
            case $left in *" \${line#* } "*) continue ;; esac
            kept=yes
            ;;
        'iface '*' manual') kept= ;;
        'iface '* | allow-* | 'mapping '* | source*) kept=yes ;;
        esac
        [ -n "$kept" ] && printf '%s\\n' "$line"
    done <"$file" >"$file.new"
    mv "$file.new" "$file"
}

keep_card() {
    # by its name: NetworkManager knows a card by the address that it was made with, which not every one has
    echo "[device-share-live-$1]
match-device=interface-name:$1
ignore-carrier=1" >>/run/NetworkManager/conf.d/share-live.conf
    read -r mac <"/sys/class/net/$1/address"
    gateway=
    case $IPV4GATEWAY in '' | 0.0.0.0) ;; *) gateway=,$IPV4GATEWAY ;; esac
    servers=
    for server in $(name_servers); do servers="$servers$server;"; done
    (
        umask 077
        echo "[connection]
id=Share Live
uuid=$(profile_uuid "$mac")
type=ethernet
interface-name=$1
autoconnect-priority=999

[ipv4]
method=manual
address1=$IPV4ADDR/$(prefix_length "$IPV4NETMASK")$gateway
\${servers:+dns=$servers}
\${DNSDOMAIN:+dns-search=$DNSDOMAIN;}

[ipv6]
method=auto
may-fail=true" >"/run/NetworkManager/system-connections/share-live-$1.nmconnection"
    )
}

# of the card's address: the same at each start
profile_uuid() (
    IFS=:
    printf '73686172-652d-8c69-b665-'
    printf %s $1
)

prepare_network_manager() {
    [ -x "$root/usr/sbin/NetworkManager" ] || return
    nfs_root || {
        for_each_card free_card
        return
    }
    forget_in_ifupdown
    mkdir -p /run/NetworkManager/conf.d /run/NetworkManager/system-connections
    for_each_card keep_card
}

prepare_network() {
    dns=$(for_each_card name_servers)
    dns=\${dns% }
    prepare_resolved
    prepare_resolver
    prepare_network_manager
}
`;
