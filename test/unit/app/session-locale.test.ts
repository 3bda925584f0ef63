// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { sessionKeyboard, sessionLocale } from '../../../src/app/session-locale.js';

const locale = (variables: Readonly<Record<string, string>>): string =>
    sessionLocale(name => variables[name] ?? null);

describe('the language of the session', () => {
    it('is that of the first variable that says something', () => {
        assert.equal(locale({ LANG: 'de_DE.UTF-8' }), 'de_DE.UTF-8');
        assert.equal(locale({ LANG: 'de_DE.UTF-8', LC_MESSAGES: 'fr_FR.UTF-8' }), 'fr_FR.UTF-8');
        assert.equal(locale({ LANG: 'de_DE.UTF-8', LC_MESSAGES: 'fr_FR', LC_ALL: 'it_IT' }), 'it_IT');
        assert.equal(locale({ LANG: 'de_DE.UTF-8', LC_ALL: '' }), 'de_DE.UTF-8');
    });
    it('is written in one way', () => {
        assert.equal(locale({ LANG: 'de_DE.utf8' }), 'de_DE.UTF-8');
        assert.equal(locale({ LANG: 'ca_ES.utf-8@valencia' }), 'ca_ES.UTF-8@valencia');
    });
    it('is none where there is none, or only one that others may lack', () => {
        for (const variables of [
            {},
            { LANG: 'C' },
            { LANG: 'C.UTF-8' },
            { LANG: 'POSIX' },
            { LANG: 'de_DE.ISO-8859-1' },
            { LANG: 'de_DE.UTF-8; reboot' },
            { LC_ALL: 'C', LANG: 'de_DE.UTF-8' },
        ])
            assert.equal(locale(variables), '');
    });
});

describe('the keyboard of the session', () => {
    it('is the layout that was used last', () => {
        assert.equal(sessionKeyboard([['xkb', 'us+intl']], [['xkb', 'de']]), 'us+intl');
        assert.equal(sessionKeyboard([], [['xkb', 'de']]), 'de');
        assert.equal(sessionKeyboard([['ibus', 'mozc-jp']], [['xkb', 'jp']]), 'jp');
    });
    it('is none where there is none', () => {
        assert.equal(sessionKeyboard([], []), '');
        assert.equal(sessionKeyboard([['ibus', 'mozc-jp']], []), '');
        assert.equal(sessionKeyboard([['xkb', 'de; reboot']], []), '');
    });
});
