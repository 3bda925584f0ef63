// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** An IPv4 network: its lowest address as an unsigned 32-bit number, and its prefix length. */
export interface Cidr {
    readonly network: number;
    readonly prefix: number;
}

/** @returns a dotted quad as an unsigned 32-bit number, or null where the text is anything else. */
export function parseAddress(text: string): number | null {
    if (!/^(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}$/.test(text)) return null;
    const octets = text.split('.').map(Number);
    if (octets.some(octet => octet > 255)) return null;
    return octets.reduce((address, octet) => address * 256 + octet, 0);
}

export function formatAddress(address: number): string {
    return [24, 16, 8, 0].map(shift => (address >>> shift) & 255).join('.');
}

/** @returns `10.0.0.1/8` as the network 10.0.0.0/8, a bare address as a /32, or null where the text is neither. */
export function parseCidr(text: string): Cidr | null {
    const match = /^([0-9.]+)(?:\/([0-9]{1,2}))?$/.exec(text);
    const address = parseAddress(match?.[1] ?? '');
    const prefix = Number(match?.[2] ?? 32);
    if (address === null || prefix > 32) return null;
    return { network: (address & mask(prefix)) >>> 0, prefix };
}

export function formatCidr({ network, prefix }: Cidr): string {
    return `${formatAddress(network)}/${prefix}`;
}

/** Whether one of the two networks lies in the other. */
export function overlap(a: Cidr, b: Cidr): boolean {
    const shared = mask(Math.min(a.prefix, b.prefix));
    return (a.network & shared) === (b.network & shared);
}

/** @returns the netmask of a prefix length, as an unsigned 32-bit number. */
export function mask(prefix: number): number {
    // A shift by 32 would be one by 0.
    return prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
}
