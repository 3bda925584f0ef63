// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Opening } from './opening.js';

/** A chain of a packet filter, as far as it matters to what has to get through. */
export interface FilterChain {
    readonly name: string;
    /** Where the kernel enters it; null where only other chains lead there, or for what we need not pass. */
    readonly hook: Opening['hook'] | null;
    /** What becomes of a packet that no rule has decided on. */
    readonly policyDrops: boolean;
    readonly rules: readonly FilterRule[];
}

export interface FilterRule {
    /** It is about whole interfaces, protocols or connections: not about single addresses or ports. */
    readonly general: boolean;
    readonly drops: boolean;
    /** The chain that it leads to. */
    readonly target: string | null;
    /** Where it is one of ours: what it is removed by. */
    readonly ours: string | null;
}

/**
 * Whether a chain turns away strangers in general. Rules against single addresses or ports, like those of fail2ban,
 * are somebody's intention and no reason to pass by them.
 *
 * @param chains all of its table
 */
export function isClosed(chain: FilterChain, chains: readonly FilterChain[]): boolean {
    const seen = new Set<string>();
    const drops = ({ name, rules }: FilterChain): boolean => {
        seen.add(name);
        return rules.some(({ general, drops: dropped, target }) => {
            if (!general) return false;
            const next = chains.find(each => each.name === target && !seen.has(each.name));
            return dropped || (next !== undefined && drops(next));
        });
    };
    return chain.policyDrops || drops(chain);
}
