// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { MemoryOnlyReason } from '../backend/protocol/messages.js';

const _ = Gettext.gettext;

/** Why the computers that start copy the whole system, in plain words; '' where they need not. Translated. */
export function memoryOnlyText(reason: MemoryOnlyReason | null): string {
    switch (reason) {
        case 'other-files':
            return _(
                'The medium holds other files, too, which nobody else is to see. So each computer copies the whole system into its memory, and has to have enough of it.',
            );
        case 'in-memory':
            return _(
                'This computer runs from its own memory. So each other one copies the whole system into its memory, too, and has to have enough of it.',
            );
        case 'passed-on':
            return _(
                'This computer has its system from another one, over the network. So each computer copies the whole system into its memory, and has to have enough of it.',
            );
        case 'no-nfs-server':
            return _(
                'This computer has no NFS server. So each computer copies the whole system into its memory, and has to have enough of it.',
            );
        case null:
            return '';
    }
}
