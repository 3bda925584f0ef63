// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { ClientSummary } from '../../backend/protocol/messages.js';
import { isIndependent } from '../independence-text.js';
import { STAGE_NAMES } from './stage-names.js';

const _ = Gettext.gettext;

/** What a computer that starts from us does, in the language of the person. */
export function stageText(client: ClientSummary): string {
    if (client.keeps && client.stage === 'running') return _('Runs; its files are kept here');
    return isIndependent(client) ? _('Runs from its own memory') : _(STAGE_NAMES[client.stage]);
}
