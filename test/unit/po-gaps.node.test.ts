// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { wrongGaps } from '../../scripts/lib/po-gaps.mjs';

const HEADER =
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n';

function wrong(entry: string): number {
    const folder = mkdtempSync(join(tmpdir(), 'share-live-po-'));
    try {
        const file = join(folder, 'xx.po');
        writeFileSync(file, `${HEADER}\n${entry}\n`);
        return wrongGaps(file).length;
    } finally {
        rmSync(folder, { recursive: true });
    }
}

describe('the gaps of a translation', () => {
    it('are those of the original, in any order', () => {
        assert.equal(wrong('msgid "{a} has {b}"\nmsgstr "{b} bei {a}"'), 0);
        assert.equal(wrong('msgid "{a} has {b}"\nmsgstr "{b} bei {c}"'), 1);
        assert.equal(wrong('msgid "{a} has {b}"\nmsgstr "{a}"'), 1);
        assert.equal(wrong('msgid "nothing"\nmsgstr "{a}"'), 1);
    });
    it('may be missing with the whole text', () => assert.equal(wrong('msgid "{a}"\nmsgstr ""'), 0));
    it('may lack the number in a form of a plural, and nothing else', () => {
        const plural = (one: string, many: string): string =>
            `msgid "{n} of {a}"\nmsgid_plural "{n} of all {a}"\nmsgstr[0] "${one}"\nmsgstr[1] "${many}"`;
        assert.equal(wrong(plural('eins von {a}', '{n} von {a}')), 0);
        assert.equal(wrong(plural('{n} von', '{n} von {a}')), 1);
    });
});
