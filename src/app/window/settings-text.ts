// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { SettingsKind } from '../../backend/protocol/session-settings.js';
import { fill } from '../fill.js';

const _ = Gettext.gettext;

/** What would go along of this session's settings, before it goes. */
export function settingsText(kinds: readonly SettingsKind[]): string {
    if (kinds.length === 0) return _('Nothing was changed in this session.');
    return fill(_('The other computers get: {settings}. No passwords, accounts or files.'), {
        // Translators: stands between two settings of a list, as in “appearance, clock”
        settings: kinds.map(kind => NAMES[kind]()).join(_(', ')),
    });
}

const NAMES: Readonly<Record<SettingsKind, () => string>> = {
    // Translators: one of a list of settings, in the middle of a sentence
    appearance: () => _('appearance'),
    // Translators: one of a list of settings, in the middle of a sentence: the picture behind the windows
    background: () => _('background'),
    // Translators: one of a list of settings, in the middle of a sentence: of the desktop, with its favourite programs
    panel: () => _('panel'),
    // Translators: one of a list of settings, in the middle of a sentence: how windows behave
    windows: () => _('windows'),
    // Translators: one of a list of settings, in the middle of a sentence
    pointer: () => _('mouse and touchpad'),
    // Translators: one of a list of settings, in the middle of a sentence
    clock: () => _('clock'),
    // Translators: one of a list of settings, in the middle of a sentence: of the web browser
    browser: () => _('start page'),
};
