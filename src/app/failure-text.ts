// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import GLib from 'gi://GLib?version=2.0';

import type { ClientFailure } from '../backend/protocol/messages.js';
import { fill } from './fill.js';

const _ = Gettext.gettext;

const MEBIBYTE = 1024 * 1024;

/** Why a computer that began to start did not go on, and what may help, in plain words. Translated. */
export function failureText({ reason, detail }: ClientFailure): string {
    switch (reason) {
        case 'memory': {
            const [have = '', needed = ''] = detail
                .split(' ')
                .map(mebibytes =>
                    GLib.format_size_full(Number(mebibytes) * MEBIBYTE, GLib.FormatSizeFlags.IEC_UNITS),
                );
            return fill(
                _(
                    'Has too little memory to keep the system there ({have}; it needs {needed}). An entry of its menu that runs over the network, where there is one, needs less.',
                ),
                { have, needed },
            );
        }
        case 'start':
            return _('Could not start the system. Its screen says why; turning it on once more may help.');
    }
}
