// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import {
    areClientWords,
    CLIENT_WORDS,
    ENGLISH_WORDS,
    isWord,
    type ClientWords,
} from '../backend/protocol/client-words.js';

/** What clients show, in the language of the session; English where a translation does not fit there. */
export function clientWords(): ClientWords {
    const fitting = CLIENT_WORDS.map(word => {
        const text = Gettext.gettext(ENGLISH_WORDS[word]);
        return [word, isWord(word, text) ? text : ENGLISH_WORDS[word]];
    });
    const words: unknown = Object.fromEntries(fitting);
    return areClientWords(words) ? words : ENGLISH_WORDS;
}
