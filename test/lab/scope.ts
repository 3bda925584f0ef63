// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { endRunning } from './process.js';

/** What a run has set up, taken down in reverse order at its end, whichever end that is. */
export interface Scope {
    /** @param undo is also run, at once, where the scope has ended already. */
    defer(undo: () => Promise<void> | void): void;
}

/** Ctrl-C or SIGTERM. */
export class Interrupted extends Error {
    constructor(readonly signal: NodeJS.Signals) {
        super(`ended by ${signal}`);
    }
}

/**
 * Runs `work` and then takes down what it deferred, also when it throws and on Ctrl-C and SIGTERM; then it throws
 * `Interrupted`. Scopes do not nest: an outer one would be taken down while an inner one still is.
 */
export async function withScope<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
    const undos: (() => Promise<void> | void)[] = [];
    let ended = false;
    const scope: Scope = {
        defer: undo => {
            if (ended) void Promise.resolve(undo()).catch(report);
            else undos.push(undo);
        },
    };
    let interrupt: (signal: NodeJS.Signals) => void = () => undefined;
    const interrupted = new Promise<never>((_, reject) => {
        interrupt = signal => {
            endRunning();
            reject(new Interrupted(signal));
        };
    });
    interrupted.catch(() => undefined);
    // Kept until the end, so that a second Ctrl-C does not leave half of it behind.
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
    try {
        const working = work(scope);
        // After an interruption its own failure is only the echo of ours.
        working.catch(() => undefined);
        return await Promise.race([working, interrupted]);
    } finally {
        ended = true;
        for (const undo of undos.reverse()) {
            try {
                await undo();
            } catch (error) {
                report(error);
            }
        }
        process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    }
}

function report(error: unknown): void {
    console.error('while taking down the lab:', error);
    process.exitCode = 1;
}
