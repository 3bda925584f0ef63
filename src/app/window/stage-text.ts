// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { ClientSummary } from '../../backend/protocol/messages.js';
import {
    clientProgress,
    isIndependent,
    standstill,
    type ShareFacts,
    type Standstill,
} from '../client-progress.js';
import { failureText } from '../failure-text.js';
import { fill, inOneLine } from '../fill.js';
import type { Maker } from '../maker.js';
import { refusalText } from '../refusal-text.js';
import { STAGE_NAMES } from './stage-names.js';

const _ = Gettext.gettext;
const { ngettext } = Gettext;

/**
 * What a computer that starts from us does, or why it does not, in the language of the person.
 *
 * @param now in milliseconds since 1970
 */
export function clientText(
    client: ClientSummary,
    share: ShareFacts,
    maker: Maker | null,
    now: number,
): string {
    if (client.refused !== null) return refusalText(client.refused);
    if (client.failure !== null) return failureText(client.failure);
    const stands = standstill(client, now);
    if (stands !== null) return standstillText(stands, maker);
    const progress = clientProgress(client, share);
    if (progress === null) return inOneLine([stageText(client), runningText(client, now)]);
    const percent = Math.floor(progress.fraction * 100).toFixed();
    switch (progress.what) {
        case 'loads':
            return fill(_('Loads the system: {percent}%'), { percent });
        case 'copies':
            return fill(_('Copies the system into its memory: {percent}%'), { percent });
    }
}

/** What a computer does at its stage. */
export function stageText(client: ClientSummary): string {
    if (client.keeps && client.stage === 'running') return _('Runs; its files are kept here');
    return isIndependent(client) ? _('Runs from its own memory') : _(STAGE_NAMES[client.stage]);
}

/** For how long it has run; '' where it does not, or not for long. */
function runningText({ stage, since }: ClientSummary, now: number): string {
    const minutes = Math.floor((now - since) / 60_000);
    if (stage !== 'running' || minutes < 1) return '';
    if (minutes < 60) return fill(ngettext('{n} minute', '{n} minutes', minutes), { n: String(minutes) });
    const hours = Math.floor(minutes / 60);
    return fill(ngettext('{n} hour', '{n} hours', hours), { n: String(hours) });
}

function standstillText(stands: Standstill, maker: Maker | null): string {
    switch (stands) {
        case 'silent':
            return _('Does not answer: it was turned off, or its cable was pulled.');
        case 'loader-not-accepted':
            return _(
                'Has loaded the start program and does not go on. It may not accept it: turn Secure Boot off in it.',
            );
        case 'connected-only': {
            const key = maker?.bootKey ?? null;
            return key === null
                ? _('Is connected, but did not start from here. Turn it on again and open its start menu.')
                : fill(
                      // Translators: {maker} is the name of a company, {key} a key of the keyboard, as F12
                      _(
                          'Is connected, but did not start from here. {maker}: press {key} when you turn it on.',
                      ),
                      { maker: maker?.name ?? '', key },
                  );
        }
    }
}
