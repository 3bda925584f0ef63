// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { helpText, splashName } from '../../../src/backend/menu/help-files.js';

describe('helpText', () => {
    it('keeps colours and new screens, and nothing that loads a file or moves the cursor', () => {
        const text = '\x18http://192.0.2.1/x.lss\nA\x0f1fa \x0fzz \x1b[2J é €\r\n\tb\x0c';
        assert.equal(helpText(text), 'A\x0f1fa zz [2J e ?\n    b\n');
        assert.equal(helpText('\x0ca\x0fAbc'), '\x0ca\x0fAbc\n');
    });

    it('is a page or two', () => assert.equal(helpText('x'.repeat(1_000_000)).length, 8001));
});

describe('splashName', () => {
    it('has the kind of the picture, for programs go by that', () => {
        assert.equal(splashName({ background: 'isolinux/BACK.PNG', lines: [] }), 'splash.png');
    });
});
