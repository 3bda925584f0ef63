// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import Gtk from 'gi://Gtk?version=4.0';

import { isBusy, type AppState } from './state.js';

const _ = Gettext.gettext;

/** @returns what keeps the computer from falling asleep, and asks before a log-out, in the states in which others run from it */
export function inhibitWhileBusy(app: Gtk.Application, window: Gtk.Window): (state: AppState) => void {
    let cookie = 0;
    return state => {
        if (isBusy(state) === cookie > 0) return;
        if (cookie > 0) {
            app.uninhibit(cookie);
            cookie = 0;
        } else {
            cookie = app.inhibit(
                window,
                Gtk.ApplicationInhibitFlags.SUSPEND | Gtk.ApplicationInhibitFlags.LOGOUT,
                _('Other computers run from this one'),
            );
        }
    };
}
