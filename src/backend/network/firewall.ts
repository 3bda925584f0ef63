// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { parseAddress } from './ipv4.js';
import { NFS_PORTS } from './nfs-ports.js';
import type { ClientNetwork } from './types.js';

export const FIREWALL_TABLE = 'share_live';

/** The set that counts what is sent to each client. */
const COUNTERS = 'sent';

/** Everything that goes in is an address, a number or a checked interface name. */
interface GuardOptions {
    /** Where the clients are met. */
    readonly interface: string;
    readonly network: ClientNetwork;
    readonly httpPort: number;
    /** Whether the machine's NFS server is ours alone: then nothing but the clients may reach it. */
    readonly guardNfs: boolean;
    /** Where clients find the MOUNT server. */
    readonly mountdPort: number;
    /** Interfaces at which requests for an address must not become welcome because they do at the clients' one. */
    readonly closedToDhcp: readonly string[];
}

interface OwnNetworkOptions extends GuardOptions {
    readonly uplink: string | null;
}

/**
 * The ruleset (nft(8)) of a share on a network of our own, for `nft -f`: it takes the place of an earlier one in one
 * transaction. It counts what each client is sent; lets strangers on the clients' cable reach our servers and nothing
 * else of this machine; keeps our servers off every other network; and passes the clients on to the uplink, never the
 * uplink to the clients.
 */
export function ownNetworkRules(options: OwnNetworkOptions): string {
    const { interface: bridge, network, uplink, httpPort, guardNfs } = options;
    const clients = cidr(network);
    const nfs = nfsPorts(options);
    return table(`${counting(options)}
    chain input {
        type filter hook input priority filter; policy accept;
        iifname "${bridge}" goto from_clients
        iifname != "lo" ip daddr ${network.address} drop
        iifname != "lo" ip saddr ${clients} drop${dhcpGuard(options)}${
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
        ip daddr != ${network.address} drop
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
    }`);
}

/**
 * The ruleset of a share on a network that is there already, which may use this machine for other things too: it counts
 * what each client is sent, and keeps our servers, and only them, from everybody who is not in that network.
 */
export function guardRules(options: GuardOptions): string {
    const { interface: name, network, httpPort, guardNfs } = options;
    return table(`${counting(options)}
    chain input {
        type filter hook input priority filter; policy accept;
        iifname "lo" accept
        iifname "${name}" ip saddr ${cidr(network)} accept
        udp dport { 69, 4011 } drop
        tcp dport ${httpPort} drop${dhcpGuard(options)}${
            guardNfs
                ? `
        meta l4proto { tcp, udp } th dport ${nfsPorts(options)} drop`
                : ''
        }
    }`);
}

function table(chains: string): string {
    return `table inet ${FIREWALL_TABLE}
delete table inet ${FIREWALL_TABLE}
table inet ${FIREWALL_TABLE} {
${chains}
}
`;
}

function counting({ interface: name, network }: GuardOptions): string {
    return `    set ${COUNTERS} {
        type ipv4_addr
        size 1024
        flags dynamic
        counter
    }
    chain count {
        type filter hook postrouting priority filter; policy accept;
        oifname "${name}" ip daddr ${cidr(network)} update @${COUNTERS} { ip daddr }
    }`;
}

function dhcpGuard({ closedToDhcp }: GuardOptions): string {
    if (closedToDhcp.length === 0) return '';
    const names = closedToDhcp.map(name => `"${name}"`);
    return `
        iifname { ${names.join(', ')} } udp dport 67 drop`;
}

function cidr({ network, prefix }: ClientNetwork): string {
    return `${network}/${prefix}`;
}

function nfsPorts({ mountdPort }: GuardOptions): string {
    return `{ ${Object.values({ ...NFS_PORTS, mountd: mountdPort }).join(', ')} }`;
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
