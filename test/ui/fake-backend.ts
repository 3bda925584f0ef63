// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { MediumSummary, Reply } from '../../src/backend/protocol/messages.js';
import type { Problem } from '../../src/backend/protocol/problem.js';
import type { Backend, ShareWish } from '../../src/app/backend.js';
import type { Source } from '../../src/app/state.js';

/** A recognition that the test ends. */
interface FakeRecognition {
    readonly source: Source;
    readonly read: (medium: MediumSummary) => void;
    readonly fail: (problem: Problem) => void;
    cancelled: boolean;
}

/** A share that the test plays the helper of. */
interface FakeShare {
    readonly source: Source;
    readonly wish: ShareWish;
    readonly reply: (reply: Reply) => void;
    readonly end: (problem?: Problem) => void;
    /** How often it was asked to stop. */
    stops: number;
}

export interface FakeBackend extends Backend {
    readonly recognitions: readonly FakeRecognition[];
    readonly shares: readonly FakeShare[];
}

/** A backend that only notes what it is asked for. */
export function fakeBackend(): FakeBackend {
    const recognitions: FakeRecognition[] = [];
    const shares: FakeShare[] = [];
    return {
        recognitions,
        shares,
        recognise: source => {
            let read: FakeRecognition['read'] = () => undefined;
            let fail: FakeRecognition['fail'] = () => undefined;
            const medium = new Promise<MediumSummary>((resolve, reject) => {
                read = resolve;
                fail = reject;
            });
            const fake: FakeRecognition = { source, read, fail, cancelled: false };
            recognitions.push(fake);
            return { medium, cancel: () => (fake.cancelled = true) };
        },
        share: (source, wish, onReply) => {
            let end: (problem: Problem | null) => void = () => undefined;
            const ended = new Promise<Problem | null>(resolve => (end = resolve));
            const fake: FakeShare = {
                source,
                wish,
                reply: onReply,
                end: (problem?: Problem) => end(problem ?? null),
                stops: 0,
            };
            shares.push(fake);
            return { ended, stop: () => void fake.stops++ };
        },
    };
}
