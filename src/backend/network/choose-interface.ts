// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../protocol/problem.js';
import type { InterfaceFacts } from './types.js';

/** An interface that may be chosen, with what only the choice depends on. */
export interface Candidate extends InterfaceFacts {
    /** Whether an IPv4 default route leads to it. */
    readonly defaultRoute: boolean;
    /** Something other than NetworkManager gave it its addresses: nobody could bring them back after the share. */
    readonly configuredExternally: boolean;
}

/**
 * @param wanted a checked name, or `auto`: of the wired interfaces the one that the machine itself needs least, and
 *     among those one with a cable in it
 * @throws Problem `no-interface`, `interface-unknown`, `interface-not-wired`, `interface-not-managed`
 */
export function chooseInterface(candidates: readonly Candidate[], wanted: string): Candidate {
    if (wanted === 'auto') {
        const usable = candidates.filter(each => each.wired && !each.configuredExternally);
        const [best] = [...usable].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
        if (best === undefined) throw new Problem('no-interface');
        return best;
    }
    const chosen = candidates.find(each => each.name === wanted);
    if (chosen === undefined) throw new Problem('interface-unknown', { interface: wanted });
    if (!chosen.wired) throw new Problem('interface-not-wired', { interface: wanted });
    if (chosen.configuredExternally) throw new Problem('interface-not-managed', { interface: wanted });
    return chosen;
}

function rank({ defaultRoute, leaseFrom, carrier }: Candidate): number {
    return (defaultRoute ? 4 : 0) + (leaseFrom === null ? 0 : 2) + (carrier ? 0 : 1);
}
