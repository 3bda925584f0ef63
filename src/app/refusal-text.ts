// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { Refusal } from '../backend/protocol/messages.js';

const _ = Gettext.gettext;

/** Why a computer that tried cannot start from here, and what may help, in plain words. Translated. */
export function refusalText(refusal: Refusal): string {
    switch (refusal) {
        case 'bios':
            return _(
                'Cannot start from here in the old way (“BIOS” or “Legacy”). Choose “UEFI” in its settings.',
            );
        case 'uefi-32':
            return _(
                'Cannot start from here: it has a 32-bit UEFI. If its settings offer “Legacy” or “CSM”, choose that.',
            );
        case 'uefi-64':
            return _(
                'Cannot start from here with UEFI. If its settings offer “Legacy” or “CSM”, choose that.',
            );
        case 'x86':
            return _('Cannot start from here: it has an Intel or AMD processor, this system is for others.');
        case 'arm-32':
            return _('Cannot start from here: it has a 32-bit ARM processor.');
        case 'arm-64':
            return _('Cannot start from here: it has an ARM processor.');
        case 'risc-v':
            return _('Cannot start from here: it has a RISC-V processor.');
        case 'http':
            return _('Cannot start from here by “HTTP Boot”. Choose “PXE” in its start menu instead.');
        case 'other':
            return _('Cannot start from here: it is of a kind that Share Live does not know.');
    }
}
