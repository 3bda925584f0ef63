// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import Gtk from 'gi://Gtk?version=4.0';

import { APP_ID, VERSION } from '../../constants.js';

const _ = Gettext.gettext;

export function showAbout(parent: Gtk.Window): void {
    new Gtk.AboutDialog({
        transient_for: parent,
        modal: true,
        program_name: _('Share Live System'),
        logo_icon_name: APP_ID,
        version: VERSION,
        comments: _('Starts other computers from the live system in front of you'),
        license_type: Gtk.License.GPL_3_0,
        copyright: '© 2026 The Share Live authors',
        // Translators: your names, one per line
        translator_credits: _('translator-credits'),
    }).present();
}
