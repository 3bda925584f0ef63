// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { parseAddress } from './ipv4.js';
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

/**
 * Reads libnftables-json(5): a set's elements are addresses, or objects that carry a counter.
 *
 * @param json output of `nft -j list table inet share_live`, or of the set alone
 * @returns bytes sent to each client since the table was made, by IPv4 address; what is no such text has none
 */
export function parseByteCounters(json: string): ReadonlyMap<string, number> {
    const counters = new Map<string, number>();
    for (const object of items(property(parsed(json), 'nftables'))) {
        const set = property(object, 'set');
        if (property(set, 'name') !== COUNTERS) continue;
        for (const element of items(property(set, 'elem'))) {
            const counted = property(element, 'elem');
            const address = property(counted, 'val');
            const bytes = property(property(counted, 'counter'), 'bytes') ?? 0;
            if (typeof address !== 'string' || parseAddress(address) === null) continue;
            if (typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0)
                counters.set(address, bytes);
        }
    }
    return counters;
}

function parsed(json: string): unknown {
    try {
        return JSON.parse(json);
    } catch {
        return null;
    }
}

function property(value: unknown, name: string): unknown {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function items(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [];
}
