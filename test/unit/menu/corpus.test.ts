// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of the menus of the corpus; where that is meant to change, `node scripts/run-ts.mjs test/menus/golden.ts`
// writes it down anew.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { goldenText, parseBundle } from '../../support/menu-bundle.js';
import { compileMenu, strangeLines } from '../../support/menu-tree.js';
import { CORPUS } from './corpus.js';

describe('the menus of the corpus', () => {
    it('are those of at least 25 media', () => assert.ok(CORPUS.length >= 25));

    for (const { name, text, golden } of CORPUS)
        it(`${name} becomes what it became before, with nothing in it that is not ours or checked`, () => {
            const bundle = parseBundle(text);
            assert.equal(goldenText(bundle), golden);
            assert.deepEqual(strangeLines(compileMenu(bundle.contents, bundle.locale)), []);
        });
});
