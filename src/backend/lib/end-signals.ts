// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

const SIGHUP = 1;
const SIGINT = 2;
const SIGTERM = 15;

/** Calls `handle` at each signal that would end this process, which goes on instead. */
export async function onEndSignals(handle: () => void): Promise<void> {
    // It moved there in GLib 2.80, since when GJS warns of the old place on everybody's terminal; Debian 12 has only that.
    const sourceOf = await import('gi://GLibUnix?version=2.0').then(
        ({ default: GLibUnix }) => GLibUnix.signal_source_new,
        () => GLib.unix_signal_source_new,
    );
    for (const signal of [SIGHUP, SIGINT, SIGTERM]) {
        const source = sourceOf(signal);
        source.set_callback(() => {
            handle();
            return GLib.SOURCE_CONTINUE;
        });
        source.attach(null);
    }
}
