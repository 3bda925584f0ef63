// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Adw from 'gi://Adw?version=1';
import Gtk from 'gi://Gtk?version=4.0';

/** @returns what says something in passing; in several lines where a window is narrow or its text large */
export function toast(text: string): Adw.Toast {
    // what is read aloud is still the title
    return new Adw.Toast({
        title: text,
        custom_title: new Gtk.Label({ label: text, wrap: true, xalign: 0, css_classes: ['heading'] }),
    });
}
