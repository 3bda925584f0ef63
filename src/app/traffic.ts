// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientSummary } from '../backend/protocol/messages.js';

/** How much is sent to all clients, over time. */
export interface Traffic {
    /** Bytes per second of the last minute, the newest last. */
    readonly rates: readonly number[];
    /** What had been sent to each client when it was looked at last. */
    readonly counted: ReadonlyMap<string, number>;
}

/** As many as the minute has seconds. */
export const SAMPLES = 60;

export const NO_TRAFFIC: Traffic = { rates: [], counted: new Map() };

/** One more look, a second after the one before. Pure. */
export function measure({ rates, counted }: Traffic, clients: readonly ClientSummary[]): Traffic {
    // a client that starts anew is counted anew
    const sent = clients.map(({ mac, bytes }) => {
        const before = counted.get(mac) ?? 0;
        return bytes < before ? bytes : bytes - before;
    });
    return {
        rates: [...rates.slice(1 - SAMPLES), sent.reduce((sum, bytes) => sum + bytes, 0)],
        counted: new Map(clients.map(({ mac, bytes }) => [mac, bytes])),
    };
}
