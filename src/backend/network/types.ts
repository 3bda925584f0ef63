// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** What is known of a network interface of the sharing machine. */
export interface InterfaceFacts {
    readonly name: string;
    readonly mac: string;
    /** Whether a cable with a live machine or switch is plugged in. */
    readonly carrier: boolean;
    readonly wired: boolean;
    /** NetworkManager's: the active connection on it, so that undo can bring it back. */
    readonly activeConnection: string | null;
    /** The DHCP server that gave NetworkManager its lease on it, if any. */
    readonly leaseFrom: string | null;
}

export type DhcpAnswer =
    | { readonly state: 'not-probed' }
    | { readonly state: 'silent' }
    | { readonly state: 'answered'; readonly server: string };

/** Where the machine's own traffic to the internet leaves it. */
export interface Uplink {
    readonly interface: string;
    /** Whether the kernel forwards what comes in there already. */
    readonly forwarding: boolean;
}

/** Everything about the network that planning depends on, read once. */
export interface NetworkFacts {
    readonly interface: InterfaceFacts;
    readonly dhcp: DhcpAnswer;
    /** Every IPv4 network that this machine has an address in or a route to, as CIDR; the default route left out. */
    readonly usedNetworks: readonly string[];
    readonly uplink: Uplink | null;
    /** IPv4 addresses of the DNS servers that this machine asks. */
    readonly resolvers: readonly string[];
    /** TCP ports that something listens on already, on any address. */
    readonly busyTcpPorts: readonly number[];
}

/** The network that we make for the clients. */
export interface Subnet {
    /** Dotted quads. */
    readonly network: string;
    readonly prefix: number;
    readonly address: string;
    readonly firstLease: string;
    readonly lastLease: string;
    readonly netmask: string;
}
