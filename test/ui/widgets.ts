// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';
import Graphene from 'gi://Graphene?version=1.0';
import Gtk from 'gi://Gtk?version=4.0';
import System from 'system';

/**
 * Lets the main loop run until nothing is left to do, and the window is drawn. Garbage is collected before that: nothing
 * may live on by chance.
 */
export function settle(ms = 30): Promise<void> {
    System.gc();
    return new Promise(resolve => {
        GLib.timeout_add(GLib.PRIORITY_LOW, ms, () => {
            resolve();
            return GLib.SOURCE_REMOVE;
        });
    });
}

/** A widget and all below it. */
export function* walk(widget: Gtk.Widget): Generator<Gtk.Widget> {
    yield widget;
    for (let child = widget.get_first_child(); child !== null; child = child.get_next_sibling())
        yield* walk(child);
}

/** The texts that can be seen, in order, with plain blanks. */
export function texts(root: Gtk.Widget): readonly string[] {
    return [...walk(root)].flatMap(widget =>
        widget instanceof Gtk.Label && widget.get_mapped() && widget.label !== ''
            ? [widget.get_text().replaceAll('\u00a0', ' ')]
            : [],
    );
}

/** The button that can be seen with this label, without its mnemonic. @throws where there is none */
export function button(root: Gtk.Widget, label: string): Gtk.Button {
    for (const widget of walk(root))
        if (
            widget instanceof Gtk.Button &&
            widget.get_mapped() &&
            (widget.label ?? widget.tooltip_text ?? '').replace('_', '') === label
        )
            return widget;
    throw new Error(`no button “${label}” among: ${texts(root).join(' | ')}`);
}

/** Writes a window as it is drawn. */
export function shoot(window: Gtk.Window, file: string): void {
    const [width, height] = [window.get_width(), window.get_height()];
    const snapshot = new Gtk.Snapshot();
    new Gtk.WidgetPaintable({ widget: window }).snapshot(snapshot, width, height);
    const node = snapshot.to_node();
    const renderer = window.get_renderer();
    if (node === null || renderer === null) throw new Error('nothing is drawn');
    const viewport = new Graphene.Rect();
    viewport.init(0, 0, width, height);
    renderer.render_texture(node, viewport).save_to_png(file);
}
