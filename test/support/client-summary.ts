// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientSummary } from '../../src/backend/protocol/messages.js';

/** A client that nothing but an address is known of, but for what is said of it. */
export function clientSummary(more: Partial<ClientSummary> = {}): ClientSummary {
    return {
        mac: '52:54:00:00:00:01',
        address: null,
        stage: 'address',
        since: 0,
        bytes: 0,
        inMemory: false,
        answers: true,
        keeps: false,
        refused: null,
        failure: null,
        ...more,
    };
}
