// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

/** The keys of the program's actions; data/ui/shortcuts-*.ui tell of them. */
const ACCELERATORS = {
    'win.choose-image': '<Control>o',
    'window.close': '<Control>w',
    'app.shortcuts': '<Control>question',
    'app.quit': '<Control>q',
} as const;

/** Gives the program its keys, and the action that tells of them, where libadwaita (before 1.8) has none. After start-up. */
export function useShortcuts(app: Gtk.Application): void {
    for (const [action, accelerator] of Object.entries(ACCELERATORS))
        app.set_accels_for_action(action, [accelerator]);
    if (app.lookup_action('shortcuts') !== null) return;
    const action = new Gio.SimpleAction({ name: 'shortcuts' });
    action.connect('activate', () => showShortcuts(app.active_window));
    app.add_action(action);
}

/** @returns the window that tells of the keys */
export function showShortcuts(parent: Gtk.Window | null): Gtk.Window {
    const builder = Gtk.Builder.new_from_resource('/io/github/share_live/ShareLive/shortcuts-window.ui');
    const window = builder.get_object('shortcuts') as Gtk.Window;
    window.transient_for = parent as Gtk.Window;
    window.present();
    return window;
}
