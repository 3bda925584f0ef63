// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { asciiOnly, codePage437, screenText, shownWords } from '../../../src/backend/menu/screen-letters.js';
import { ENGLISH_WORDS } from '../../../src/backend/protocol/client-words.js';

describe('the letters of a screen before a system runs', () => {
    it('are those of code page 437, others without their accents, and signs in the place of others', () => {
        assert.equal(screenText('Über ‘größer’ – ñandú…'), "Über 'größer' - ñandú...");
        assert.equal(
            screenText('Spustit po síti: čeština, ő, ș, ł, ø'),
            'Spustit po síti: cestina, o, s, l, o',
        );
        assert.equal(screenText('U\u0308'), 'Ü');
        assert.equal(screenText('Tab\u00a0: x'), 'Tab : x');
    });
    it('are none of other scripts', () => {
        for (const text of ['Запустить', 'Έναρξη', 'שלום', 'ابدأ', '日本', 'เริ่ม', 'नेटवर्क', 'a\u200d'])
            assert.equal(screenText(text), null);
    });
    it('are bytes of that code page', () => {
        assert.deepEqual(
            [...codePage437('A~\nÇé ßÿ²')],
            [0x41, 0x7e, 10, 0x80, 0x82, 0x20, 0xe1, 0x98, 0xfd],
        );
        assert.throws(() => codePage437('ł'), /not in code page 437/);
    });
});

describe('words that can be shown', () => {
    const german = { ...ENGLISH_WORDS, back: 'Zurück' };
    it('are those of the language', () => {
        assert.deepEqual(shownWords(german, screenText), german);
        assert.deepEqual(shownWords({ ...german, edit: 'ändern…' }, screenText), {
            ...german,
            edit: 'ändern...',
        });
    });
    it('are English where one of them cannot be', () => {
        assert.deepEqual(shownWords(german, asciiOnly), ENGLISH_WORDS);
        assert.deepEqual(shownWords({ ...german, inMemory: ', в памяти' }, screenText), ENGLISH_WORDS);
    });
});
