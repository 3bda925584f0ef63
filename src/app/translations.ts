// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import { GETTEXT_DOMAIN, LOCALEDIR } from '../constants.js';

/** Has all texts in the language of the session from now on. */
export function useTranslations(): void {
    Gettext.setlocale(Gettext.LocaleCategory.ALL, '');
    Gettext.bindtextdomain(GETTEXT_DOMAIN, LOCALEDIR);
    Gettext.textdomain(GETTEXT_DOMAIN);
}
