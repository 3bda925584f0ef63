// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gtk from 'gi://Gtk?version=4.0';

/**
 * Lets assistive technology call the buttons below a widget by their labels. GTK before 4.10 puts the label with the mark
 * of its mnemonic before that: “_Stop Stop”.
 */
export function usePlainNames(widget: Gtk.Widget): void {
    if (widget instanceof Gtk.Button && widget.use_underline)
        widget.reset_property(Gtk.AccessibleProperty.LABEL);
    for (let child = widget.get_first_child(); child !== null; child = child.get_next_sibling())
        usePlainNames(child);
}
