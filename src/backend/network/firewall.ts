// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { NFS_PORTS } from './nfs-ports.js';
import type { Subnet } from './types.js';

export const FIREWALL_TABLE = 'share_live';

/** The set that counts what is sent to each client. */
const COUNTERS = 'sent';

export interface FirewallOptions {
    /** Checked interface names, both. */
    readonly bridge: string;
    readonly uplink: string | null;
    readonly subnet: Subnet;
    readonly httpPort: number;
    /** Whether the machine's NFS server is ours alone: then nothing but the bridge may reach it. */
    readonly guardNfs: boolean;
    /** Where clients find the MOUNT server. */
    readonly mountdPort: number;
}

/**
 * The ruleset (nft(8)) of a share, for `nft -f`: it takes the place of an earlier one in one transaction. It counts
 * what each client is sent; lets strangers on the clients' cable reach our servers and nothing else of this machine;
 * keeps our NFS server off every other network; and passes the clients on to the uplink, never the uplink to the
 * clients.
 */
export function firewallRules(options: FirewallOptions): string {
    const { bridge, uplink, subnet, httpPort, guardNfs, mountdPort } = options;
    const clients = `${subnet.network}/${subnet.prefix}`;
    const nfs = `{ ${Object.values({ ...NFS_PORTS, mountd: mountdPort }).join(', ')} }`;
    return `table inet ${FIREWALL_TABLE}
delete table inet ${FIREWALL_TABLE}
table inet ${FIREWALL_TABLE} {
    set ${COUNTERS} {
        type ipv4_addr
        size 1024
        flags dynamic
        counter
    }
    chain count {
        type filter hook postrouting priority filter; policy accept;
        oifname "${bridge}" ip daddr ${clients} update @${COUNTERS} { ip daddr }
    }
    chain input {
        type filter hook input priority filter; policy accept;
        iifname "${bridge}" goto from_clients${
            guardNfs
                ? `
        iifname != "lo" meta l4proto { tcp, udp } th dport ${nfs} drop`
                : ''
        }
    }
    chain from_clients {
        ct state established,related accept
        udp sport 68 udp dport 67 accept
        ip saddr != ${clients} drop
        ip daddr != ${subnet.address} drop
        icmp type echo-request accept
        udp dport { 53, 69 } accept
        tcp dport { 53, ${httpPort} } accept
        meta l4proto { tcp, udp } th dport ${nfs} accept
        drop
    }
    chain forward {
        type filter hook forward priority filter; policy accept;${
            uplink === null
                ? ''
                : `
        iifname "${bridge}" oifname "${uplink}" ip saddr ${clients} accept
        iifname "${uplink}" oifname "${bridge}" ct state established,related accept`
        }
        iifname "${bridge}" drop
        oifname "${bridge}" drop
    }${
        uplink === null
            ? ''
            : `
    chain translate {
        type nat hook postrouting priority srcnat; policy accept;
        oifname "${uplink}" ip saddr ${clients} masquerade
    }`
    }
}
`;
}

/** What is used of libnftables-json(5): the objects of one table; a set's element is an address or carries a counter. */
interface NftSet {
    readonly name: string;
    readonly elem?: readonly (
        string | { readonly elem: { readonly val: string; readonly counter?: { readonly bytes: number } } }
    )[];
}

/**
 * @param json output of `nft -j list table inet share_live`, or of the set alone
 * @returns bytes sent to each client since the table was made, by IPv4 address
 */
export function parseByteCounters(json: string): ReadonlyMap<string, number> {
    const { nftables } = JSON.parse(json) as { nftables: readonly { readonly set?: NftSet }[] };
    const counters = new Map<string, number>();
    for (const { set } of nftables) {
        if (set?.name !== COUNTERS) continue;
        for (const each of set.elem ?? [])
            if (typeof each !== 'string') counters.set(each.elem.val, each.elem.counter?.bytes ?? 0);
    }
    return counters;
}
