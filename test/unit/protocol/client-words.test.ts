// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { areClientWords, ENGLISH_WORDS, isWord } from '../../../src/backend/protocol/client-words.js';

describe('words for clients', () => {
    it('are all of them, each fit for its place', () => {
        assert.ok(areClientWords(ENGLISH_WORDS));
        const { back, ...others } = ENGLISH_WORDS;
        for (const wrong of [
            null,
            'x',
            {},
            others,
            { ...ENGLISH_WORDS, more: back },
            { ...ENGLISH_WORDS, back: 1 },
        ])
            assert.ok(!areClientWords(wrong));
    });
    it('are one line of letters', () => {
        for (const text of ['Zurück', 'Назад', 'رجوع', '戻る', 'किसी', 'می\u200cشود'])
            assert.ok(isWord('back', text), text);
        for (const text of [
            '',
            ' ',
            'a\nMENU',
            'a\tb',
            'a\u202eb',
            'a\u001b[2J',
            'a\u2028',
            'x'.repeat(61),
            7,
        ])
            assert.ok(!isWord('back', text), String(text));
    });
    it('have their gaps', () => {
        assert.ok(!isWord('countdown', 'soon'));
        assert.ok(!isWord('countdown', 'in # {second,seconds}'));
        assert.ok(!isWord('back', '{'));
        assert.ok(!isWord('tooLittleMemory', '{have} {needed} {more}'));
        assert.ok(!isWord('tooLittleMemory', 'has {have}'));
        assert.ok(!isWord('inMemory', `, ${'x'.repeat(23)}`));
    });
});
