// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { ioProblem } from '../lib/files.js';
import { JOURNAL } from './paths.js';
import type { Undo } from './types.js';

/**
 * The undo journal: one JSON object per line, each written before the change that it takes back. It lies in root's
 * own folder below /run: it has to outlive every process of ours. Of what it undoes only the copy of an image outlives a
 * boot (`copyImage`).
 *
 * @throws Problem `disk-full`
 */
export function journal(undo: Undo): void {
    try {
        const stream = Gio.File.new_for_path(JOURNAL).append_to(Gio.FileCreateFlags.PRIVATE, null);
        stream.write_all(new TextEncoder().encode(`${JSON.stringify(undo)}\n`), null);
        stream.close(null);
    } catch (error) {
        throw ioProblem(JOURNAL, String(error));
    }
}

/** @returns what is still to be undone, in the order in which it has to be. A line cut off by a crash counts for nothing: its change had not begun. */
export function journaled(): readonly Undo[] {
    if (!GLib.file_test(JOURNAL, GLib.FileTest.EXISTS)) return [];
    const [, bytes] = GLib.file_get_contents(JOURNAL);
    const lines = new TextDecoder().decode(bytes).split('\n');
    return lines
        .slice(0, -1)
        .map(line => JSON.parse(line) as Undo)
        .reverse();
}

/**
 * Keeps only what could not be undone; with nothing left the journal goes.
 *
 * @param left as `journaled` returns it: the last change first
 */
export function settleJournal(left: readonly Undo[]): void {
    if (left.length === 0) {
        if (GLib.file_test(JOURNAL, GLib.FileTest.EXISTS)) GLib.unlink(JOURNAL);
        return;
    }
    const text = [...left].reverse().map(undo => `${JSON.stringify(undo)}\n`);
    GLib.file_set_contents(JOURNAL, new TextEncoder().encode(text.join('')));
}
