// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import GObject from 'gi://GObject?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

import { fill } from '../fill.js';
import type { Phase, Step } from '../state.js';

const _ = Gettext.gettext;

/** What is waited for. */
export class WorkingPage extends Gtk.Box {
    static {
        GObject.registerClass(
            {
                GTypeName: 'ShareLiveWorkingPage',
                Template: 'resource:///io/github/share_live/ShareLive/working-page.ui',
                InternalChildren: ['spinner', 'icon', 'heading', 'description', 'progress', 'cancel'],
            },
            this,
        );
    }

    declare private _spinner: Gtk.Spinner;
    declare private _icon: Gtk.Image;
    declare private _heading: Gtk.Label;
    declare private _description: Gtk.Label;
    declare private _progress: Gtk.ProgressBar;
    declare private _cancel: Gtk.Button;

    /** @param phase null while another page is shown */
    render(phase: Extract<Phase, { page: 'working' }> | null): void {
        const step = phase?.step ?? null;
        const moving = step !== null && step !== 'copying' && step !== 'waiting-for-cable';
        this._spinner.visible = moving;
        this._spinner.spinning = moving;
        if (phase === null || step === null) return;
        this._icon.visible = step === 'waiting-for-cable';
        this._progress.visible = step === 'copying';
        this._progress.fraction = phase.fraction;
        this._progress.text = fill(_('{percent}%'), { percent: String(Math.round(phase.fraction * 100)) });
        this._cancel.visible = step !== 'stopping';
        const [heading, description] = stepTexts(step);
        this._heading.label = heading;
        this._description.label = description;
    }
}

function stepTexts(step: Step): readonly [string, string] {
    switch (step) {
        case 'starting':
            return [_('Starting…'), _('You may be asked for your permission.')];
        case 'waiting-for-cable':
            return [
                _('Plug In a Cable'),
                _('Connect this computer to the other one, or to a switch, with a network cable.'),
            ];
        case 'probing':
            return [
                _('Looking at the Network…'),
                _('Is there another device that gives out addresses? This takes a few seconds.'),
            ];
        case 'copying':
            return [_('Preparing the Image…'), _('This may take a few minutes.')];
        case 'stopping':
            return [_('Stopping…'), _('Everything is put back as it was.')];
    }
}
