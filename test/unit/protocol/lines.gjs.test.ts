// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { lineReader } from '../../../src/backend/protocol/lines.js';
import { Problem } from '../../../src/backend/protocol/problem.js';
import { random } from '../support/random.js';

const MAX_BYTES = 100;

/** Reads a stream whose bytes come in these pieces. @returns its lines, and the code of the problem that ended it */
async function read(pieces: readonly Uint8Array[]): Promise<readonly [string[], string | null]> {
    const stream = Gio.MemoryInputStream.new();
    for (const piece of pieces) stream.add_bytes(GLib.Bytes.new(piece));
    const readLine = lineReader(stream, MAX_BYTES);
    const lines: string[] = [];
    try {
        for (let line = await readLine(); line !== null; line = await readLine()) lines.push(line);
        return [lines, null];
    } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return [lines, error.code];
    }
}

describe('lineReader', () => {
    it('gives the lines up to the first that is too long, whatever the bytes and their pieces', async () => {
        const { below, pick } = random(13);
        for (let round = 0; round < 100; round++) {
            const bytes = Array.from({ length: below(12_000) }, () => pick([10, 65, 66, 0, 0xff, 0xc3, 13]));
            // long lines too
            for (let times = below(3); times > 0; times--)
                bytes.splice(
                    below(bytes.length + 1),
                    0,
                    ...Array<number>(pick([95, 100, 101, 200])).fill(120),
                );
            const pieces: Uint8Array[] = [];
            for (let at = 0; at < bytes.length;) {
                const size = pick([1, 7, 4096, 5000]);
                pieces.push(Uint8Array.from(bytes.slice(at, at + size)));
                at += size;
            }
            const expected: string[] = [];
            let code: string | null = null;
            let line: number[] = [];
            for (const byte of bytes) {
                if (byte !== 10) line.push(byte);
                if (line.length > MAX_BYTES) {
                    code = 'bad-request';
                    break;
                }
                if (byte !== 10) continue;
                expected.push(new TextDecoder().decode(Uint8Array.from(line)));
                line = [];
            }
            assert.deepEqual(await read(pieces), [expected, code], `round ${round}`);
        }
    });
});
