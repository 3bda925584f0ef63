// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../protocol/problem.js';
import type { InterfaceFacts } from './types.js';

/** An interface that may be chosen, with what only the choice depends on. */
export interface Candidate extends InterfaceFacts {
    /** Whether an IPv4 default route leads to it. */
    readonly defaultRoute: boolean;
}

/**
 * @param wanted a checked name, or `auto`: the wired interface with which sharing most likely helps and costs the
 *     machine least
 * @throws Problem `no-interface`, `interface-unknown`, `interface-not-wired`
 */
export function chooseInterface(candidates: readonly Candidate[], wanted: string): Candidate {
    if (wanted === 'auto') {
        const usable = candidates.filter(each => each.wired);
        const [best] = [...usable].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
        if (best === undefined) throw new Problem('no-interface');
        return best;
    }
    const chosen = candidates.find(each => each.name === wanted);
    if (chosen === undefined) throw new Problem('interface-unknown', { interface: wanted });
    if (!chosen.wired) throw new Problem('interface-not-wired', { interface: wanted });
    return chosen;
}

function rank({ configuredExternally, carrier, lease, defaultRoute }: Candidate): number {
    if (configuredExternally) return 4;
    if (carrier && lease === null && !defaultRoute) return 0;
    // a network with a DHCP server stays as it is
    if (carrier && lease !== null) return 1;
    // rather wait for a cable than take the machine off a network that may have no such server
    return defaultRoute ? 3 : 2;
}
