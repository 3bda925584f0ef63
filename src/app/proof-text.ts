// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { Proof } from '../backend/protocol/messages.js';

const _ = Gettext.gettext;

/** What is to be known beside a medium's name of how well its kind is known here; '' where there is nothing to say. */
export function proofText(proof: Proof): string {
    return proof === 'proved'
        ? ''
        : _('Not tried yet: this kind of live system is shared by its documentation alone.');
}
