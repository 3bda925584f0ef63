// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { MARK_TYPE } from '../network/share-live-mark.js';
import { REFUSALS, type Refusal } from '../protocol/messages.js';

/** Kinds of computers, as their firmware tells them apart. */
type Kind = Exclude<Refusal, 'x86' | 'http' | 'other'>;

/**
 * What firmware says that it is in DHCP option 93: the processor architecture types of RFC 4578 and IANA's registry. The
 * same computer says another number when it asks by HTTP Boot. What is not here is `other`.
 */
const TYPES: Readonly<Record<Kind, { readonly pxe: readonly number[]; readonly http: readonly number[] }>> = {
    bios: { pxe: [0], http: [20] },
    'uefi-32': { pxe: [6], http: [15] },
    'uefi-64': { pxe: [7, 9], http: [16, 17] },
    'arm-32': { pxe: [10], http: [18] },
    'arm-64': { pxe: [11], http: [19] },
    'risc-v': { pxe: [25, 27, 29], http: [26, 28, 30] },
};
const X86: readonly Kind[] = ['bios', 'uefi-32', 'uefi-64'];

// dnsmasq has the name of the interface among the tags: these are longer than one can be
const ASKS = 'asks-for-a-loader';
const GETS = 'gets-a-loader-here';
const REFUSED = 'gets-no-loader-';

/**
 * Lines of dnsmasq's configuration by which its log tells of each computer that asks where to start from whether it is
 * told, and what it is if not.
 *
 * @param served the types (option 93) that there is a loader for
 */
export function firmwareTags(served: readonly number[]): readonly string[] {
    const kinds = Object.keys(TYPES) as Kind[];
    const types = kinds.flatMap(kind =>
        [...TYPES[kind].pxe, ...TYPES[kind].http].map(type => ({ kind, type })),
    );
    return [
        'log-dhcp',
        `dhcp-match=set:${ASKS},option:client-arch`,
        // another Share Live is no computer that wants to start
        `dhcp-match=set:${GETS},option:client-arch,${MARK_TYPE}`,
        ...types.map(({ kind, type }) => {
            const tag = served.includes(type) ? GETS : REFUSED + refusal(kind, served);
            return `dhcp-match=set:${tag},option:client-arch,${type}`;
        }),
    ];
}

/** Why a type that is not served is not. */
function refusal(kind: Kind, served: readonly number[]): Refusal {
    const isServed = (each: Kind): boolean => TYPES[each].pxe.some(type => served.includes(type));
    if (isServed(kind)) return 'http';
    return X86.includes(kind) && !X86.some(isServed) ? 'x86' : kind;
}

/**
 * What the tags of a request say that `firmwareTags` has set.
 *
 * @returns undefined where it is none of a computer that asks where to start from; null where it is told
 */
export function refusalOf(tags: readonly string[]): Refusal | null | undefined {
    if (!tags.includes(ASKS)) return undefined;
    if (tags.includes(GETS)) return null;
    return REFUSALS.find(each => tags.includes(REFUSED + each)) ?? 'other';
}
