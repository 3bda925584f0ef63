// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { formatCidr, parseAddress, parseCidr } from './ipv4.js';
import { isPhone } from './phone.js';
import type { InterfaceKind } from './types.js';

/** A network interface as the kernel describes it. */
export interface Link {
    readonly name: string;
    readonly mac: string;
    readonly carrier: boolean;
    readonly kind: InterfaceKind;
    /** The bridge, bond … whose port it is. */
    readonly master: string | null;
    /** Its IPv4 addresses, each with its prefix length. */
    readonly addresses: readonly string[];
}

/** What is used of the output of `ip -j -d address` (iproute2). */
interface IpAddressEntry {
    readonly ifname: string;
    readonly link_type: string;
    readonly address?: string;
    readonly flags: readonly string[];
    readonly master?: string;
    readonly linkinfo?: { readonly info_kind?: string };
    readonly addr_info: readonly {
        readonly family?: string;
        readonly local?: string;
        readonly prefixlen?: number;
    }[];
}

/** What /sys/class/net/NAME tells of an interface. */
export interface Hardware {
    /** DEVTYPE in its uevent: '' for Ethernet, `wlan`, `wwan`, `bridge` … */
    readonly type: string;
    /** Its driver's name; '' where it has none. */
    readonly driver: string;
}

/**
 * @param json output of `ip -j -d address`
 * @param hardwareOf of an interface, by name
 */
export function parseLinks(json: string, hardwareOf: (name: string) => Hardware): readonly Link[] {
    // An interface that vanishes while ip looks leaves an empty object.
    const entries = (JSON.parse(json) as Partial<IpAddressEntry>[]).filter(isWhole);
    return entries.map(entry => ({
        name: entry.ifname,
        mac: entry.address ?? '',
        carrier: entry.flags.includes('LOWER_UP'),
        kind: kindOf(entry, entries, hardwareOf),
        master: entry.master ?? null,
        addresses: entry.addr_info.flatMap(({ family, local, prefixlen }) =>
            family === 'inet' && local !== undefined ? [`${local}/${prefixlen ?? 32}`] : [],
        ),
    }));
}

/** Kinds of interfaces that lead to nothing but containers and virtual machines (ip-link(8)); `tun` is a tap here. */
const INTERNAL = ['tun', 'macvlan', 'macvtap', 'ipvlan', 'ipvtap', 'dummy'];

const COMPOUND = ['bond', 'team', 'vlan'];

function kindOf(
    entry: IpAddressEntry,
    all: readonly IpAddressEntry[],
    hardwareOf: (name: string) => Hardware,
): InterfaceKind {
    const { ifname: name, linkinfo, address = '' } = entry;
    if (entry.link_type !== 'ether' || entry.flags.includes('POINTOPOINT')) return 'other';
    if (entry.master !== undefined) return 'port';
    const kind = linkinfo?.info_kind;
    if (kind === 'bridge')
        // those of containers and virtual machines have no card for a port
        return all.some(port => port.master === name && port.linkinfo?.info_kind === undefined)
            ? 'compound'
            : 'internal';
    if (kind !== undefined && COMPOUND.includes(kind)) return 'compound';
    if (kind !== undefined && INTERNAL.includes(kind)) return 'internal';
    const { type, driver } = hardwareOf(name);
    if (type === 'wlan') return 'wireless';
    if (type !== '' || (kind !== undefined && kind !== 'veth')) return 'other';
    return isPhone(driver, address) ? 'phone' : 'socket';
}

function isWhole(entry: Partial<IpAddressEntry>): entry is IpAddressEntry {
    return entry.ifname !== undefined && entry.flags !== undefined && entry.addr_info !== undefined;
}

/** A route of any table. */
export interface Route {
    /** CIDR, an address, or `default`. */
    readonly destination: string;
    /** null for routes that lead nowhere (`unreachable` …). */
    readonly interface: string | null;
    readonly metric: number;
    readonly main: boolean;
}

/** @param json output of `ip -j -4 route show table all` (iproute2) */
export function parseRoutes(json: string): readonly Route[] {
    const entries = JSON.parse(json) as { dst?: string; dev?: string; metric?: number; table?: string }[];
    return entries.map(entry => ({
        destination: entry.dst ?? '',
        interface: entry.dev ?? null,
        metric: entry.metric ?? 0,
        // ip names the table of every route but those of the main one
        main: entry.table === undefined || entry.table === 'main',
    }));
}

/** @returns the interfaces that IPv4 default routes of the main table lead to, the preferred one first */
export function defaultRouteInterfaces(routes: readonly Route[]): readonly string[] {
    return routes
        .filter(route => route.main && route.destination === 'default')
        .sort((a, b) => a.metric - b.metric)
        .flatMap(route => route.interface ?? []);
}

/** A shorter prefix is not a network that somebody is in, but a VPN's way to say “everything” (0.0.0.0/1 …). */
const SHORTEST_PREFIX = 8;

/** @returns every IPv4 network that the machine has an address in or a route to, as CIDR, each once */
export function usedNetworks(links: readonly Link[], routes: readonly Route[]): readonly string[] {
    const texts = [...links.flatMap(link => link.addresses), ...routes.map(route => route.destination)];
    const networks = texts.flatMap(text => parseCidr(text) ?? []);
    return [...new Set(networks.filter(({ prefix }) => prefix >= SHORTEST_PREFIX).map(formatCidr))];
}

/** @param text output of `ss -H -ltn` (iproute2). @returns TCP ports that something listens on, each once */
export function parseListeningPorts(text: string): readonly number[] {
    const ports = text.split('\n').flatMap(line => {
        const port = /^\S+\s+\S+\s+\S+\s+\S*:([0-9]+)\s/.exec(`${line} `)?.[1];
        return port === undefined ? [] : Number(port);
    });
    return [...new Set(ports)];
}

/** @param text of /etc/resolv.conf (resolv.conf(5)). @returns the IPv4 name servers in it */
export function parseResolvers(text: string): readonly string[] {
    return text.split('\n').flatMap(line => {
        const server = /^\s*nameserver\s+(\S+)/.exec(line)?.[1] ?? '';
        return parseAddress(server) === null ? [] : server;
    });
}

/**
 * @param text of /proc/net/arp (proc(5)): a heading, then address, hardware type, flags, MAC, mask and interface
 * @returns the MAC that an address on an interface was last seen with, or null
 */
export function parseNeighbour(text: string, interfaceName: string, address: string): string | null {
    for (const line of text.split('\n')) {
        const [ip, type, flags, mac = '', , device] = line.split(/\s+/);
        // Ethernet, and complete (ATF_COM)
        if (ip !== address || device !== interfaceName || type !== '0x1' || flags === '0x0') continue;
        if (/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac)) return mac;
    }
    return null;
}
