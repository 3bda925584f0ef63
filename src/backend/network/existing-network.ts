// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { formatAddress, mask, overlap, parseAddress, parseCidr } from './ipv4.js';
import type { ClientNetwork } from './types.js';

/**
 * @param addresses this machine's on the interface, each with its prefix length
 * @param given an address that the network's DHCP server gives
 * @returns the network that clients of that server are in, or null where this machine is not in it
 */
export function existingNetwork(addresses: readonly string[], given: string): ClientNetwork | null {
    const client = parseAddress(given);
    if (client === null) return null;
    for (const text of addresses) {
        const cidr = parseCidr(text);
        if (cidr === null || !overlap(cidr, { network: client, prefix: 32 })) continue;
        return {
            network: formatAddress(cidr.network),
            prefix: cidr.prefix,
            netmask: formatAddress(mask(cidr.prefix)),
            address: text.replace(/\/.*$/, ''),
        };
    }
    return null;
}
