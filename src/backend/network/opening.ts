// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { NFS_PORTS } from './nfs-ports.js';
import type { ClientNetwork } from './types.js';

/** By this comment our rules are known in the rule sets of others. */
export const OPENING_MARK = 'share-live';

/** What of the traffic of a share another firewall of this machine has to let through; IPv4. */
export interface Opening {
    /** Where netfilter meets it: it is meant for this machine, or passed on. */
    readonly hook: 'input' | 'forward';
    /** The interface that it comes in at. */
    readonly from: string;
    /** The interface that it leaves at. */
    readonly to?: string;
    /** The network that it comes from, as CIDR. */
    readonly source?: string;
    readonly ports?: { readonly protocol: 'tcp' | 'udp'; readonly numbers: readonly number[] };
    /** Only what belongs to a connection from the other side. */
    readonly replies?: true;
}

interface Served {
    /** Where the clients are met. */
    readonly interface: string;
    readonly network: ClientNetwork;
    readonly httpPort: number;
    /** Where clients find the MOUNT server; null where nothing is shared over NFS. */
    readonly mountdPort: number | null;
}

/** For a network of our own: our servers, and the way to the uplink and back, where there is one. */
export function ownNetworkOpenings(served: Served, uplink: string | null): readonly Opening[] {
    const { interface: bridge, network } = served;
    const input = serverOpenings(served, [53, 69], [53]);
    if (uplink === null) return input;
    return [
        ...input,
        { hook: 'forward', from: bridge, to: uplink, source: cidr(network) },
        { hook: 'forward', from: uplink, to: bridge, replies: true },
    ];
}

/** For a network that is there already: our servers. */
export function guestOpenings(served: Served): readonly Opening[] {
    return serverOpenings(served, [69, 4011], []);
}

function serverOpenings(
    { interface: from, network, httpPort, mountdPort }: Served,
    udp: readonly number[],
    tcp: readonly number[],
): readonly Opening[] {
    const nfs = mountdPort === null ? [] : Object.values({ ...NFS_PORTS, mountd: mountdPort });
    const known = { hook: 'input', from, source: cidr(network) } as const;
    return [
        // who asks for an address has none yet
        { hook: 'input', from, ports: { protocol: 'udp', numbers: [67] } },
        { ...known, ports: { protocol: 'udp', numbers: [...udp, ...nfs] } },
        { ...known, ports: { protocol: 'tcp', numbers: [...tcp, httpPort, ...nfs] } },
    ];
}

function cidr({ network, prefix }: ClientNetwork): string {
    return `${network}/${prefix}`;
}
