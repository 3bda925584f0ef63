// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Adw from 'gi://Adw?version=1';
import GLib from 'gi://GLib?version=2.0';
import GObject from 'gi://GObject?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

import { missingFile } from '../install.js';
import { problemText } from '../problem-text.js';
import { problemTitle } from '../problem-title.js';
import type { Networks } from '../sockets.js';
import type { ProblemInfo } from '../state.js';
import { wayOut } from './way-out.js';

/** What went wrong, and what to do. */
export class ProblemPage extends Gtk.Box {
    static {
        GObject.registerClass(
            {
                GTypeName: 'ShareLiveProblemPage',
                Template: 'resource:///io/github/share_live/ShareLive/problem-page.ui',
                InternalChildren: [
                    'toasts',
                    'status',
                    'expander',
                    'details',
                    'install',
                    'wayOut',
                    'tryAgain',
                ],
            },
            this,
        );
    }

    declare private _status: Adw.StatusPage;
    declare private _expander: Adw.ExpanderRow;
    declare private _details: Gtk.Label;
    declare private _install: Gtk.Button;
    declare private _wayOut: Gtk.Button;
    declare private _tryAgain: Gtk.Button;
    declare private _toasts: Adw.ToastOverlay;

    /** What Return presses, and where the focus belongs. */
    get defaultButton(): Gtk.Button {
        return [this._install, this._wayOut].find(({ visible }) => visible) ?? this._tryAgain;
    }

    /** What whoever helps wants to know. */
    get details(): string {
        return this._details.label;
    }

    /** Says something in passing. */
    tell(text: string): void {
        this._toasts.add_toast(new Adw.Toast({ title: text }));
    }

    render({ code, params, detail }: ProblemInfo, networks: Networks): void {
        this._status.title = problemTitle(code);
        // what fills the sentence comes from elsewhere and is no markup
        this._status.description = GLib.markup_escape_text(problemText(code, params), -1);
        this._install.visible = missingFile({ code, params }) !== null;
        const out = wayOut(code, networks);
        this._wayOut.visible = out !== null;
        if (out !== null) {
            this._wayOut.label = out.label;
            this._wayOut.action_name = out.action;
        }
        // one at a time is what is to be pressed
        for (const button of [this._install, this._wayOut, this._tryAgain])
            if (button === this.defaultButton) button.add_css_class('suggested-action');
            else button.remove_css_class('suggested-action');
        const details = detail === '' ? code : `${code}\n${detail}`;
        if (details !== this._details.label) this._expander.expanded = false;
        this._details.label = details;
    }
}
