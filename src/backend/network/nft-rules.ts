// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { FilterChain, FilterRule } from './filter-chain.js';
import { OPENING_MARK, type Opening } from './opening.js';

/** The chains of one table. */
export interface NftTable {
    readonly family: string;
    readonly name: string;
    readonly chains: readonly FilterChain[];
}

/** What is used of libnftables-json(5). */
interface NftObject {
    readonly chain?: {
        readonly family: string;
        readonly table: string;
        readonly name: string;
        readonly type?: string;
        readonly hook?: string;
        readonly policy?: string;
    };
    readonly rule?: {
        readonly family: string;
        readonly table: string;
        readonly chain: string;
        readonly handle: number;
        readonly comment?: string;
        readonly expr: readonly NftStatement[];
    };
}

type NftStatement = Readonly<Record<string, unknown>> & {
    readonly match?: {
        readonly left: { readonly meta?: { readonly key: string }; readonly ct?: { readonly key: string } };
    };
    readonly jump?: { readonly target: string };
    readonly goto?: { readonly target: string };
    readonly xt?: { readonly type?: string; readonly name?: string } | null;
};

/** What a rule may look at and still be a general one. */
const GENERAL_META = [
    'iif',
    'iifname',
    'iiftype',
    'oif',
    'oifname',
    'oiftype',
    'l4proto',
    'nfproto',
    'protocol',
    'pkttype',
];

/** @param json output of `nft -j list ruleset`. @returns the tables that IPv4 packets go through */
export function parseNft(json: string): readonly NftTable[] {
    const { nftables } = JSON.parse(json) as { nftables: readonly NftObject[] };
    const chains = nftables.flatMap(({ chain }) =>
        chain !== undefined && ['ip', 'inet'].includes(chain.family) ? chain : [],
    );
    const rules = nftables.flatMap(({ rule }) => rule ?? []);
    const tables = new Map(
        chains.map(({ family, table }) => [`${family} ${table}`, { family, name: table }]),
    );
    return [...tables.values()].map(({ family, name }) => ({
        family,
        name,
        chains: chains
            .filter(chain => chain.family === family && chain.table === name)
            .map(chain => ({
                name: chain.name,
                hook:
                    chain.type === 'filter' && (chain.hook === 'input' || chain.hook === 'forward')
                        ? chain.hook
                        : null,
                policyDrops: chain.policy === 'drop',
                rules: rules
                    .filter(
                        rule => rule.family === family && rule.table === name && rule.chain === chain.name,
                    )
                    .map(parseRule),
            })),
    }));
}

function parseRule({ handle, comment, expr }: NonNullable<NftObject['rule']>): FilterRule {
    return {
        general: expr.every(isGeneral),
        drops: expr.some(
            each =>
                'drop' in each ||
                'reject' in each ||
                (each.xt?.type === 'target' && ['DROP', 'REJECT'].includes(each.xt.name ?? '')),
        ),
        target: expr.map(({ jump, goto }) => (jump ?? goto)?.target).find(each => each !== undefined) ?? null,
        ours: comment === OPENING_MARK ? String(handle) : null,
    };
}

function isGeneral({ match, limit, vmap, xt }: NftStatement): boolean {
    if (limit !== undefined || vmap !== undefined) return false;
    // a match of iptables, of which nft says no more
    if (xt !== undefined && xt?.type !== 'target') return false;
    if (match === undefined) return true;
    return GENERAL_META.includes(match.left.meta?.key ?? '') || match.left.ct?.key === 'state';
}

/** A command of libnftables-json(5) that puts an opening at the top of a chain. */
export function nftInsertion({ family, name: table }: NftTable, chain: string, opening: Opening): unknown {
    const { from, to, source, ports, replies } = opening;
    const expr = [
        equal({ meta: { key: 'iifname' } }, from),
        ...(to === undefined ? [] : [equal({ meta: { key: 'oifname' } }, to)]),
        ...(source === undefined ? [] : [equal(payload('ip', 'saddr'), prefixOf(source))]),
        ...(ports === undefined ? [] : [equal(payload(ports.protocol, 'dport'), { set: ports.numbers })]),
        ...(replies === true
            ? [{ match: { op: 'in', left: { ct: { key: 'state' } }, right: ['established', 'related'] } }]
            : []),
        { accept: null },
    ];
    return { insert: { rule: { family, table, chain, comment: OPENING_MARK, expr } } };
}

/** A command of libnftables-json(5) that removes a rule of ours. */
export function nftRemoval({ family, name: table }: NftTable, chain: string, ours: string): unknown {
    return { delete: { rule: { family, table, chain, handle: Number(ours) } } };
}

function equal(left: unknown, right: unknown): unknown {
    return { match: { op: '==', left, right } };
}

function payload(protocol: string, field: string): unknown {
    return { payload: { protocol, field } };
}

function prefixOf(cidr: string): unknown {
    const [addr, len] = cidr.split('/');
    return { prefix: { addr, len: Number(len) } };
}
