// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { ENGLISH_WORDS } from '../../src/backend/protocol/client-words.js';
import type { ShareOptions } from '../../src/backend/protocol/messages.js';

/** What the app asks for where a person has chosen nothing. */
export const SHARE_OPTIONS: ShareOptions = {
    interface: 'auto',
    locale: '',
    keyboard: '',
    words: ENGLISH_WORDS,
    settings: {},
    files: false,
    startPage: '',
    keep: false,
    entry: 0,
    inMemory: false,
    ask: false,
};
