// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { cpioMembers } from '../../../src/backend/medium/cpio-members.js';

const hex = (number: number): string => number.toString(16).padStart(8, '0');

function member(name: string, text: string, mode = 0o100644): string {
    const fields = [1, mode, 0, 0, 1, 0, text.length, 0, 0, 0, 0, name.length + 1, 0];
    const padded = (part: string): string => part.padEnd(Math.ceil(part.length / 4) * 4, '\0');
    return padded(`070701${fields.map(hex).join('')}${name}\0`) + padded(text);
}

const read = (archive: string): [string, string][] =>
    [...cpioMembers(new TextEncoder().encode(archive))].map(([name, bytes]) => [
        name,
        new TextDecoder().decode(bytes),
    ]);

describe('cpioMembers', () => {
    const archive =
        member('a/b.cfg', 'one') +
        member('a', '', 0o040755) +
        member('link', 'b', 0o120777) +
        member('c', '');

    it('has the regular files', () => {
        assert.deepEqual(read(archive + member('TRAILER!!!', '', 0)), [
            ['a/b.cfg', 'one'],
            ['c', ''],
        ]);
    });

    it('ends where the archive does, wherever that is', () => {
        for (let end = 0; end < archive.length; end++) assert.ok(read(archive.slice(0, end)).length <= 2);
        assert.deepEqual(read('no archive'.repeat(50)), []);
        assert.deepEqual(read(`070701${'zzzzzzzz'.repeat(13)}`.padEnd(600, '0')), []);
    });
});
