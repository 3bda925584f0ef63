// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** What an interface is, as far as sharing on it goes. */
export type InterfaceKind =
    /** A socket for a cable, or a veth. */
    | 'socket'
    | 'wireless'
    /** A bridge over a network card, a bond, a VLAN: what somebody has made of sockets. */
    | 'compound'
    /** A telephone that gives this machine the internet over USB. */
    | 'phone'
    /** A part of a bridge, bond … */
    | 'port'
    /** It leads to containers or virtual machines of this machine alone. */
    | 'internal'
    /** A tunnel, a modem, the loopback … */
    | 'other';

/** What is known of a network interface of the sharing machine. */
export interface InterfaceFacts {
    readonly name: string;
    readonly mac: string;
    /** Whether a cable with a live machine or switch is plugged in. */
    readonly carrier: boolean;
    readonly kind: InterfaceKind;
    /** NetworkManager's: the active connection on it, so that undo can bring it back. */
    readonly activeConnection: string | null;
    /** Something other than NetworkManager looks after it: nobody could put it back as it was after a share. */
    readonly configuredExternally: boolean;
    /** Its IPv4 addresses, each with its prefix length. */
    readonly addresses: readonly string[];
    /** The lease that NetworkManager has on it, if any. */
    readonly lease: DhcpOffer | null;
}

/** What a DHCP server gives, or would give, to a machine on its network. */
export interface DhcpOffer {
    /** The server's address; 0.0.0.0 where it does not say who it is. */
    readonly server: string;
    /** The address that it gives. */
    readonly address: string;
    /** It is a Share Live of another computer. */
    readonly shareLive?: true;
}

/** Whether the network behind an interface has a DHCP server, and how that is known. */
export type DhcpAnswer =
    | { readonly state: 'not-probed' }
    | { readonly state: 'silent' }
    | { readonly state: 'leased' | 'answered'; readonly offer: DhcpOffer };

/** Where the machine's own traffic to the internet leaves it. */
export interface Uplink {
    readonly interface: string;
    /** Whether the kernel forwards what comes in there already. */
    readonly forwarding: boolean;
}

/** A zone of firewalld. */
export interface FirewalldZone {
    readonly name: string;
    /** The interfaces in it that cannot be asked for an address, and could, were that allowed in this zone. */
    readonly closedToDhcp: readonly string[];
}

/** Everything about the network that planning depends on, read once. */
export interface NetworkFacts {
    readonly interface: InterfaceFacts;
    readonly dhcp: DhcpAnswer;
    /** The address of another computer whose Share Live serves beside that server. */
    readonly shareLive: string | null;
    /** Every IPv4 network that this machine has an address in or a route to, as CIDR; the default route left out. */
    readonly usedNetworks: readonly string[];
    readonly uplink: Uplink | null;
    /** IPv4 addresses of the DNS servers that this machine asks. */
    readonly resolvers: readonly string[];
    /** TCP ports that something listens on already, on any address. */
    readonly busyTcpPorts: readonly number[];
    /**
     * The zones of the interface and of the uplink; without an uplink, that of whatever no zone names. null where firewalld
     * does not run, or we are not root.
     */
    readonly firewalld: { readonly interface: FirewalldZone; readonly uplink: FirewalldZone } | null;
}

/** The network that the clients are in. Dotted quads. */
export interface ClientNetwork {
    readonly network: string;
    readonly prefix: number;
    readonly netmask: string;
    /** This machine's own in it. */
    readonly address: string;
}

/** The network that we make for the clients. */
export interface Subnet extends ClientNetwork {
    readonly firstLease: string;
    readonly lastLease: string;
}
