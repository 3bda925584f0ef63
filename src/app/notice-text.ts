// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { NoticeCode } from '../backend/protocol/messages.js';
import type { ProblemParams } from '../backend/protocol/problem.js';
import { fill } from './fill.js';

const _ = Gettext.gettext;

/** What happened to a share that goes on, and what to do, in plain words. Translated; gaps are filled from `params`. */
export function noticeText(code: NoticeCode, params: ProblemParams): string {
    return fill(SENTENCES[code](params), params);
}

// functions, for the language is known only when one is asked for
const SENTENCES: Readonly<Record<NoticeCode, (params: ProblemParams) => string>> = {
    'slow-switch': () =>
        _(
            'The switch on this network may let a computer wait for up to half a minute after it was turned on. One that does not find this computer may need a second try.',
        ),
    'files-not-kept': () =>
        _(
            'The files of the computer {computer} are not kept: the file for them cannot be used. Check the folder for kept files, and that its disk is not full.',
        ),
    // a server may not say who it is
    'dhcp-server-appeared': ({ server }) =>
        server === '0.0.0.0'
            ? _(
                  'Another device began to hand out addresses on this network, so Share Live has stopped doing so. Computers that run go on; to start others, stop sharing and start it again: it then works beside that device.',
              )
            : _(
                  'Another device ({server}) began to hand out addresses on this network, so Share Live has stopped doing so. Computers that run go on; to start others, stop sharing and start it again: it then works beside that device.',
              ),
};
