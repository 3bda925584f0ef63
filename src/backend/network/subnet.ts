// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../protocol/problem.js';
import { formatAddress, mask, overlap, parseCidr, type Cidr } from './ipv4.js';
import type { Subnet } from './types.js';

const PREFIX = 24;

/**
 * The /16 or so that candidates come from, in the order in which they are tried: corners of RFC 1918's ranges where
 * home routers (192.168.0, .1, .178 …; 10.0.0), containers (172.17 …) and virtual machines (192.168.122, 10.0.2) are not.
 * All three ranges, since a company's VPN may well claim one of them as a whole.
 */
const RANGES = ['10.77.0.0/16', '172.29.0.0/16', '192.168.224.0/20'];

/**
 * @param usedNetworks as CIDR; texts that are none are a bug of the caller's
 * @returns the first free network for the clients, the same for the same input
 * @throws Problem `no-free-subnet`
 */
export function freeSubnet(usedNetworks: readonly string[]): Subnet {
    const used = usedNetworks.map(parsed);
    for (const range of RANGES.map(parsed)) {
        const step = 2 ** (32 - PREFIX);
        const end = range.network + 2 ** (32 - range.prefix);
        for (let network = range.network; network < end; network += step) {
            const candidate: Cidr = { network, prefix: PREFIX };
            if (!used.some(each => overlap(each, candidate))) return subnetOf(candidate);
        }
    }
    throw new Problem('no-free-subnet', {}, usedNetworks.join(' '));
}

function subnetOf({ network, prefix }: Cidr): Subnet {
    return {
        network: formatAddress(network),
        prefix,
        address: formatAddress(network + 1),
        firstLease: formatAddress(network + 50),
        lastLease: formatAddress(network + 250),
        netmask: formatAddress(mask(prefix)),
    };
}

function parsed(text: string): Cidr {
    const cidr = parseCidr(text);
    if (cidr === null) throw new TypeError(`not an IPv4 network: ${text}`);
    return cidr;
}
