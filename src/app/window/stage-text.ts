// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { Stage } from '../../backend/protocol/messages.js';

const _ = Gettext.gettext;

/** What a computer that starts from us does at a stage, for people who know nothing of network boots. */
export function stageText(stage: Stage): string {
    switch (stage) {
        case 'address':
            return _('Connected');
        case 'loader':
            return _('Loads the start menu');
        case 'menu':
            return _('Shows the start menu');
        case 'kernel':
        case 'initrd':
            return _('Loads the system');
        case 'initramfs':
            return _('Starts the system');
        case 'root':
            return _('Starts the desktop');
        case 'running':
            return _('Runs');
    }
}
