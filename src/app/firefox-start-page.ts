// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { isStartPage } from '../backend/protocol/session-files.js';

/** As Firefox writes it: one preference a line, its value as JSON. */
const PREFERENCE = /^user_pref\("browser\.startup\.homepage", (".*")\);$/m;

/**
 * The start page that a person has set in Firefox.
 *
 * @param preferences the text of a profile's prefs.js
 * @returns '' where there is none that may go along (`isStartPage`)
 */
export function firefoxStartPage(preferences: string): string {
    try {
        const page: unknown = JSON.parse(PREFERENCE.exec(preferences)?.[1] ?? '""');
        return typeof page === 'string' && isStartPage(page) ? page : '';
    } catch {
        return '';
    }
}
