// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gtk from 'gi://Gtk?version=4.0';

import type { AppState } from '../../src/app/state.js';
import { walk } from './widgets.js';

/** A language that nobody speaks (scripts/lib/pseudo.mjs): every translated text is longer, and in brackets. */
export const PSEUDO = 'en_XA';

/** As narrow as a window is on a phone, in pixels. */
const NARROWEST = 360;

/** Dots per inch of text. */
const USUAL_DPI = 96;

/** Numbers, sizes and units as GLib writes them. */
const NUMBERS = /^[\d\s.,:%/·]*([kMG]?B(\/s)?)?$/;

/** @returns what of a window was not marked to be translated, and what of a longer text is cut off */
export function pseudoFaults(window: Gtk.Window, state: AppState): readonly string[] {
    const data = JSON.stringify(state);
    const isGiven = (text: string): boolean =>
        text
            .split('\n')
            .every(line => NUMBERS.test(line) || data.includes(JSON.stringify(line).slice(1, -1)));
    const isNarrow = window.get_width() <= NARROWEST;
    const isLarge = (Gtk.Settings.get_default()?.gtk_xft_dpi ?? 0) > USUAL_DPI * 1024;
    const faults: string[] = [];
    const [narrowest] = window.measure(Gtk.Orientation.HORIZONTAL, -1);
    if (narrowest > NARROWEST) faults.push(`takes ${narrowest} pixels at the least`);
    for (const widget of walk(window)) {
        if (!widget.get_mapped()) continue;
        const tooltip = widget.tooltip_text ?? '';
        const text = widget instanceof Gtk.Label ? widget.get_text() : '';
        for (const each of [text, tooltip])
            if (!each.includes('⟦') && !isGiven(each)) faults.push(`not translated: ${each}`);
        // a title bar and what is said in passing have one line, however little fits there
        const mayBeCut = (isNarrow || isLarge) && isIn(widget, ['headerbar', 'toast']);
        if (
            widget instanceof Gtk.Label &&
            !mayBeCut &&
            text.includes('⟦') &&
            widget.get_layout().is_ellipsized()
        )
            faults.push(`cut: ${text}`);
    }
    return faults;
}

/** @param nodes of style sheets */
function isIn(widget: Gtk.Widget, nodes: readonly string[]): boolean {
    for (let each: Gtk.Widget | null = widget; each !== null; each = each.get_parent())
        if (nodes.includes(each.get_css_name())) return true;
    return false;
}
