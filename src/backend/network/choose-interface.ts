// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../protocol/problem.js';
import type { InterfaceFacts } from './types.js';

/** An interface that may be chosen, with what only the choice depends on. */
export interface Candidate extends InterfaceFacts {
    /** Whether an IPv4 default route leads to it. */
    readonly defaultRoute: boolean;
    /** The bridge, bond … whose port it is. */
    readonly master: string | null;
}

/**
 * @param wanted a checked name, or `auto`: the interface with which sharing most likely helps and costs the machine
 *     least
 * @throws Problem `no-interface`, `interface-unknown`, `interface-no-address`, `interface-part`, `interface-internal`,
 *     `interface-not-wired`
 */
export function chooseInterface(candidates: readonly Candidate[], wanted: string): Candidate {
    if (wanted === 'auto') {
        const usable = candidates.filter(each => each.kind !== 'phone' && refusal(each) === null);
        const [best] = [...usable].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
        if (best === undefined) throw new Problem('no-interface');
        return best;
    }
    const chosen = candidates.find(each => each.name === wanted);
    if (chosen === undefined) throw new Problem('interface-unknown', { interface: wanted });
    const why = refusal(chosen);
    if (why !== null) throw why;
    return chosen;
}

/** @returns why nothing can be shared on an interface, or null */
function refusal({ name, kind, addresses, master }: Candidate): Problem | null {
    switch (kind) {
        case 'socket':
        // an adapter may be taken for one
        case 'phone':
            return null;
        case 'wireless':
        case 'compound':
            return addresses.length > 0 ? null : new Problem('interface-no-address', { interface: name });
        case 'port':
            return new Problem('interface-part', { interface: name, whole: master ?? '' });
        case 'internal':
            return new Problem('interface-internal', { interface: name });
        case 'other':
            return new Problem('interface-not-wired', { interface: name });
    }
}

function rank({ kind, configuredExternally, carrier, addresses, lease, defaultRoute }: Candidate): number {
    if (configuredExternally) return 6;
    // of use only beside a router, and over the air only to those whom a cable connects to it
    if (kind === 'wireless' || (kind === 'compound' && lease === null)) return 5;
    // with an address it is somebody's network already: that of another Share Live, where this system was started from
    if (carrier && lease === null && !defaultRoute) return addresses.length === 0 ? 0 : 1;
    // a network with a DHCP server stays as it is
    if (carrier && lease !== null) return 2;
    // rather wait for a cable than take the machine off a network that may have no such server
    return defaultRoute ? 4 : 3;
}
