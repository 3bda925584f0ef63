// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { FilterChain, FilterRule } from './filter-chain.js';
import { OPENING_MARK, type Opening } from './opening.js';

/** The chains that iptables has in its table `filter`. */
export const IPTABLES_CHAINS: Readonly<Record<Opening['hook'], string>> = {
    input: 'INPUT',
    forward: 'FORWARD',
};

/** What a rule may speak of and still be a general one (iptables(8), iptables-extensions(8)). */
const GENERAL =
    /(! )?-[iop] \S+|-m (tcp|udp|comment|conntrack|state)|(! )?--(ctstate|state) \S+|--comment ("(\\"|[^"])*"|\S+)|-[jg] \S+|--reject-with \S+/g;

/** @param text output of `iptables -S`. @returns the chains of its table `filter` */
export function parseIptables(text: string): readonly FilterChain[] {
    const lines = text.split('\n');
    const hooks = Object.entries(IPTABLES_CHAINS) as [Opening['hook'], string][];
    return lines.flatMap(line => {
        const [, name, policy] = /^-(?:P|N) (\S+)(?: (\S+))?$/.exec(line) ?? [];
        if (name === undefined) return [];
        const prefix = `-A ${name} `;
        return {
            name,
            hook: hooks.find(([, chain]) => chain === name)?.[0] ?? null,
            policyDrops: policy === 'DROP',
            rules: lines.filter(each => each.startsWith(prefix)).map(each => parseRule(each, prefix)),
        };
    });
}

function parseRule(line: string, prefix: string): FilterRule {
    const rule = line.slice(prefix.length);
    const target = /(?:^| )-[jg] (\S+)/.exec(rule)?.[1] ?? null;
    return {
        general: rule.replace(GENERAL, '').trim() === '',
        drops: target === 'DROP' || target === 'REJECT',
        target,
        ours: rule.includes(` --comment ${OPENING_MARK} `) ? line : null,
    };
}

/** @returns the arguments of iptables that put an opening at the top of its chain */
export function iptablesInsertion({ hook, from, to, source, ports, replies }: Opening): readonly string[] {
    return [
        ...['-I', IPTABLES_CHAINS[hook], '-i', from],
        ...(to === undefined ? [] : ['-o', to]),
        ...(source === undefined ? [] : ['-s', source]),
        ...(ports === undefined
            ? []
            : ['-p', ports.protocol, '-m', 'multiport', '--dports', ports.numbers.join(',')]),
        ...(replies === true ? ['-m', 'conntrack', '--ctstate', 'RELATED,ESTABLISHED'] : []),
        ...['-m', 'comment', '--comment', OPENING_MARK, '-j', 'ACCEPT'],
    ];
}

/** @param line one of our rules as `iptables -S` prints it: without quotes. @returns the arguments that remove it */
export function iptablesRemoval(line: string): readonly string[] {
    return ['-D', ...line.split(' ').slice(1)];
}
