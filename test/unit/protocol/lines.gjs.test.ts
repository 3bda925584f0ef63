// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import Gio from 'gi://Gio?version=2.0';
import System from 'system';

import { lineReader } from '../../../src/backend/protocol/lines.js';
import { Problem } from '../../../src/backend/protocol/problem.js';
import { random } from '../support/random.js';

const MAX_BYTES = 100;

/** Reads a file of these bytes. @returns its lines, and the code of the problem that ended it */
async function read(bytes: Uint8Array): Promise<readonly [string[], string | null]> {
    const [file, written] = Gio.File.new_tmp('share-live-test-XXXXXX');
    written.get_output_stream().write_all(bytes, null);
    written.close(null);
    const stream = file.read(null);
    file.delete(null);
    const readLine = lineReader(stream, MAX_BYTES);
    const lines: string[] = [];
    try {
        for (let line = await readLine(); line !== null; line = await readLine()) lines.push(line);
        return [lines, null];
    } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return [lines, error.code];
    } finally {
        stream.close(null);
    }
}

describe('lineReader', () => {
    it('gives the lines up to the first that is too long, whatever the bytes', async () => {
        const { below, pick } = random(13);
        for (let round = 0; round < 100; round++) {
            // GJS 1.74 loses the callback of what ends while its collector is between two slices
            System.gc();
            const bytes = Array.from({ length: below(12_000) }, () => pick([10, 65, 66, 0, 0xff, 0xc3, 13]));
            // long lines too
            for (let times = below(3); times > 0; times--)
                bytes.splice(
                    below(bytes.length + 1),
                    0,
                    ...Array<number>(pick([95, 100, 101, 200])).fill(120),
                );
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
            assert.deepEqual(await read(Uint8Array.from(bytes)), [expected, code], `round ${round}`);
        }
    });
});
