// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { Problem } from './problem.js';

Gio._promisify(Gio.InputStream.prototype, 'read_bytes_async', 'read_bytes_finish');

const CHUNK_BYTES = 4096;

/** Yields a stream's next line without its newline, or null at its end. A last line without newline is dropped. */
export type ReadLine = () => Promise<string | null>;

/**
 * Cuts a byte stream into lines. It reads only when a line is asked for, so that between two requests nothing is
 * taken from the stream that belongs to somebody else (a descriptor, say).
 *
 * @param maxBytes the longest line
 * @returns a reader that throws Problem `bad-request` on a longer line; the stream is then of no more use
 */
export function lineReader(stream: Gio.InputStream, maxBytes: number): ReadLine {
    const decoder = new TextDecoder();
    let pending = new Uint8Array();
    return async () => {
        for (;;) {
            const newline = pending.indexOf(10);
            if (newline > maxBytes || (newline < 0 && pending.length > maxBytes))
                throw new Problem('bad-request', {}, `a line of more than ${maxBytes} bytes`);
            if (newline >= 0) {
                const line = decoder.decode(pending.subarray(0, newline));
                pending = pending.slice(newline + 1);
                return line;
            }
            const chunk = (await stream.read_bytes_async(CHUNK_BYTES, 0, null)).toArray();
            if (chunk.length === 0) return null;
            const joined = new Uint8Array(pending.length + chunk.length);
            joined.set(pending);
            joined.set(chunk, pending.length);
            pending = joined;
        }
    };
}
