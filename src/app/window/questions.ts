// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import type Gtk from 'gi://Gtk?version=4.0';

import { fill } from '../fill.js';
import { ask } from './ask.js';

const _ = Gettext.gettext;
const { ngettext } = Gettext;

/** @param count of the computers that run from this one: more than none */
export function askToStop(parent: Gtk.Window, count: number, onStop: () => void): void {
    ask(
        parent,
        { heading: _('Stop Sharing?'), body: stopText(count) },
        [
            { id: 'cancel', label: _('_Cancel') },
            { id: 'stop', label: _('_Stop'), appearance: 'destructive' },
        ],
        id => {
            if (id === 'stop') onStop();
        },
    );
}

/** @param count of the computers that run from this one */
export function askToClose(
    parent: Gtk.Window,
    count: number,
    onAnswer: (answer: 'cancel' | 'stop' | 'keep') => void,
): void {
    ask(
        parent,
        {
            heading: _('Keep Sharing Without the Window?'),
            body: [
                _(
                    'Other computers can go on starting from this one. Open Share Live System again to see them.',
                ),
                ...(count === 0 ? [] : [stopText(count)]),
            ].join('\n\n'),
        },
        [
            { id: 'cancel', label: _('_Cancel') },
            { id: 'stop', label: _('_Stop'), appearance: 'destructive' },
            { id: 'keep', label: _('_Keep Sharing'), appearance: 'suggested' },
        ],
        onAnswer,
    );
}

function stopText(count: number): string {
    const text = ngettext(
        '{n} computer runs from this one. When sharing stops, it can do nothing more until it is turned off and on, and what is not saved is lost.',
        '{n} computers run from this one. When sharing stops, they can do nothing more until they are turned off and on, and what is not saved is lost.',
        count,
    );
    return fill(text, { n: String(count) });
}
