// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';
import System from 'system';

const PERIOD_MS = 2000;

/**
 * Collects garbage every two seconds. GJS 1.74 drops a callback that falls between two slices of its collector, and with
 * it everything that waits for it; a heap that stays small never gets to slices.
 */
export function collectOften(): { readonly stop: () => void } {
    const source = GLib.timeout_add(GLib.PRIORITY_LOW, PERIOD_MS, () => {
        System.gc();
        return GLib.SOURCE_CONTINUE;
    });
    return { stop: () => void GLib.source_remove(source) };
}
