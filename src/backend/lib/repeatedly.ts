// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { delay } from './delay.js';

export interface Repetition {
    /** Ends it at once; resolves when nothing of it is left: no look, and nothing that one led to. */
    readonly stop: () => Promise<void>;
}

/**
 * Looks again and again, until a look says that it was the last.
 *
 * @param pauseMs between two looks
 * @param look is to end early where it is cancelled; it must not throw
 */
export function repeatedly(
    pauseMs: number,
    look: (cancellable: Gio.Cancellable) => Promise<'again' | 'enough'>,
): Repetition {
    const cancellable = new Gio.Cancellable();
    let wake = (): void => undefined;
    const looks = async (): Promise<void> => {
        while (!cancellable.is_cancelled()) {
            if ((await look(cancellable)) === 'enough') return;
            await new Promise<void>(resolve => {
                wake = resolve;
                void delay(pauseMs).then(resolve);
            });
        }
    };
    const ended = looks();
    return {
        stop: () => {
            cancellable.cancel();
            wake();
            return ended;
        },
    };
}
