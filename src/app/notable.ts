// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientSummary } from '../backend/protocol/messages.js';
import type { AppState, ProblemInfo } from './state.js';

/** What a person wants to know who does not look at the window. */
export type Notable =
    | { readonly kind: 'first-runs' }
    | { readonly kind: 'cannot-start'; readonly client: ClientSummary }
    | { readonly kind: 'ended'; readonly problem: ProblemInfo };

/** @returns what has happened between two states. Pure. */
export function notable(before: AppState, { phase }: AppState): readonly Notable[] {
    if (phase.page === 'problem')
        return before.phase.page === 'problem' ? [] : [{ kind: 'ended', problem: phase.problem }];
    if (phase.page !== 'sharing') return [];
    const earlier = before.phase.page === 'sharing' ? before.phase.clients : [];
    const failed = phase.clients.filter(client => {
        const known = earlier.find(({ mac }) => mac === client.mac);
        return cannotStart(client) && (known === undefined || !cannotStart(known));
    });
    const first = !earlier.some(runs) && phase.clients.some(runs);
    return [
        ...(first ? [{ kind: 'first-runs' } as const] : []),
        ...failed.map(client => ({ kind: 'cannot-start', client }) as const),
    ];
}

function runs({ stage }: ClientSummary): boolean {
    return stage === 'running';
}

function cannotStart({ refused, failure }: ClientSummary): boolean {
    return refused !== null || failure !== null;
}
