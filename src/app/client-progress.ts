// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientSummary, MediumSummary } from '../backend/protocol/messages.js';

/** What is known of the share that a client starts from. */
export interface ShareFacts {
    readonly medium: Pick<MediumSummary, 'bootBytes' | 'rootBytes'> | null;
    /** Whether every client copies its system into its memory. */
    readonly allInMemory: boolean;
}

/** What a client does that takes its time. */
export interface Progress {
    readonly what: 'loads' | 'copies';
    /** 0…1 */
    readonly fraction: number;
}

/** Loaders ask for more than the two files, and some of it twice: a whole is only said where it is one. */
const MOST = 0.99;

/** @returns how far a client is with what it fetches; null where it fetches nothing of a known size */
export function clientProgress(
    { stage, bytes }: Pick<ClientSummary, 'stage' | 'bytes'>,
    { medium, allInMemory }: ShareFacts,
): Progress | null {
    if (medium === null) return null;
    const { bootBytes, rootBytes } = medium;
    switch (stage) {
        case 'kernel':
        case 'initrd':
            return portion('loads', bytes, bootBytes);
        case 'initramfs':
            return allInMemory ? portion('copies', bytes - bootBytes, rootBytes) : null;
        case 'address':
        case 'loader':
        case 'menu':
        case 'root':
        case 'running':
            return null;
    }
}

function portion(what: Progress['what'], part: number, whole: number): Progress | null {
    return whole > 0 && part > 0 ? { what, fraction: Math.min(MOST, part / whole) } : null;
}

/** Whether a computer that started from here goes on when the share ends and the medium is taken out. */
export function isIndependent({ stage, inMemory, keeps }: ClientSummary): boolean {
    return stage === 'running' && inMemory && !keeps;
}

/** @returns the clients that would stop working if the share did */
export function dependents(clients: readonly ClientSummary[]): readonly ClientSummary[] {
    return clients.filter(
        client =>
            client.answers &&
            client.refused === null &&
            client.failure === null &&
            !['address', 'loader', 'menu'].includes(client.stage) &&
            !isIndependent(client),
    );
}

/** Why a client seems not to go on. */
export type Standstill = 'connected-only' | 'loader-not-accepted' | 'silent';

/** From when on it is said, in ms: several times what slow computers take. */
const CONNECTED_MS = 45_000;
const LOADER_MS = 60_000;

/** @param now in milliseconds since 1970. @returns null where nothing speaks for it */
export function standstill(
    { stage, since, answers, refused, failure }: ClientSummary,
    now: number,
): Standstill | null {
    if (refused !== null || failure !== null) return null;
    if (!answers) return 'silent';
    if (stage === 'address' && now - since > CONNECTED_MS) return 'connected-only';
    return stage === 'loader' && now - since > LOADER_MS ? 'loader-not-accepted' : null;
}
