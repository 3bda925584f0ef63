// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Stage } from '../../backend/protocol/messages.js';

/** Only marks a text for those who translate: Gettext is asked for it where the language is known. */
const _ = (text: string): string => text;

/** What a computer that starts from us does at a stage, in English, for people who know nothing of network boots. */
export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
    address: _('Connected'),
    loader: _('Loads the start menu'),
    menu: _('Shows the start menu'),
    kernel: _('Loads the system'),
    initrd: _('Loads the system'),
    initramfs: _('Starts the system'),
    root: _('Starts the desktop'),
    running: _('Runs'),
};
