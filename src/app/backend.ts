// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { MediumSummary, Reply } from '../backend/protocol/messages.js';
import type { Problem } from '../backend/protocol/problem.js';
import type { Source } from './state.js';

/** A medium that is being read. */
export interface Recognition {
    /** @throws Problem where it cannot be shared */
    readonly medium: Promise<MediumSummary>;
    /** Ends it; `medium` may then never resolve. */
    readonly cancel: () => void;
}

/** A share that runs, or is on its way. */
export interface RunningShare {
    /** Asks it to end. May be said more than once. */
    readonly stop: () => void;
    /** Resolves when everything is undone; with the problem where it never began, or was killed. */
    readonly ended: Promise<Problem | null>;
}

/** How a person wants to share. */
export interface ShareWish {
    readonly interface: string;
    /** Whether the clients' desktops are to look like this session. */
    readonly likeSession: boolean;
    /** Where each client keeps its files; null: nowhere. */
    readonly keepFolder: string | null;
    /** Which of the medium's entries starts by itself (`MediumSummary.entries`); null: each client is asked. */
    readonly entry: number | null;
    /** Whether the system is copied into the clients' memory, where that can be. */
    readonly inMemory: boolean;
}

/** Everything that the window wants of the helper. The tests have one of their own. */
export interface Backend {
    readonly recognise: (source: Source) => Recognition;
    /** @param onReply called for each message of the helper, in order */
    readonly share: (source: Source, wish: ShareWish, onReply: (reply: Reply) => void) => RunningShare;
}
