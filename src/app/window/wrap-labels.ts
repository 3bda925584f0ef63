// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gtk from 'gi://Gtk?version=4.0';

/** Lets the labels of the buttons below a widget take several lines where a window is narrow or its text large. */
export function wrapLabels(widget: Gtk.Widget): void {
    const label = widget instanceof Gtk.Button ? widget.get_child() : null;
    if (label instanceof Gtk.Label) {
        label.wrap = true;
        label.justify = Gtk.Justification.CENTER;
    }
    for (let child = widget.get_first_child(); child !== null; child = child.get_next_sibling())
        wrapLabels(child);
}
