// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { MediumSummary } from '../../src/backend/protocol/messages.js';

/** A medium as any other, with what a test wants of it. */
export function mediumSummary(wanted: Partial<MediumSummary> = {}): MediumSummary {
    return {
        name: 'Debian GNU/Linux 12',
        family: 'live-boot',
        proof: 'proved',
        architecture: 'amd64',
        bootBytes: 54_000_000,
        rootBytes: 2_812_350_464,
        verdicts: [],
        entries: ['Live system'],
        transports: ['nfs', 'ram'],
        memoryBytes: 3_349_221_376,
        ...wanted,
    };
}
