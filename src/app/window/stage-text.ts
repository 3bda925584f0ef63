// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { Stage } from '../../backend/protocol/messages.js';
import { STAGE_NAMES } from './stage-names.js';

/** What a computer that starts from us does at a stage, in the language of the person. */
export function stageText(stage: Stage): string {
    return Gettext.gettext(STAGE_NAMES[stage]);
}
