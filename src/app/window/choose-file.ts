// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import Gtk from 'gi://Gtk?version=4.0';

import { imagePath } from '../open-image.js';

const _ = Gettext.gettext;

/** The dialog in use: nothing else keeps it alive. */
let dialog: Gtk.FileChooserNative | null = null;

/**
 * Asks for an image file.
 *
 * @param onChosen called with its path; not called where the person chose none
 */
export function chooseImage(parent: Gtk.Window, onChosen: (path: string) => void): void {
    const images = new Gtk.FileFilter({ name: _('Disc images') });
    images.add_suffix('iso');
    images.add_suffix('img');
    const all = new Gtk.FileFilter({ name: _('All files') });
    all.add_pattern('*');
    choose(parent, _('Choose an Image File'), Gtk.FileChooserAction.OPEN, [images, all], onChosen);
}

/**
 * Asks for a folder in which the clients' files are kept.
 *
 * @param onChosen called with its path; not called where the person chose none
 */
export function chooseFolder(parent: Gtk.Window, onChosen: (path: string) => void): void {
    const title = _('Choose a Folder for the Files of the Other Computers');
    choose(parent, title, Gtk.FileChooserAction.SELECT_FOLDER, [], onChosen);
}

function choose(
    parent: Gtk.Window,
    title: string,
    action: Gtk.FileChooserAction,
    filters: readonly Gtk.FileFilter[],
    onChosen: (path: string) => void,
): void {
    if (dialog !== null) return;
    const asking = new Gtk.FileChooserNative({ title, transient_for: parent, modal: true, action });
    for (const filter of filters) asking.add_filter(filter);
    asking.connect('response', (_dialog, response) => {
        dialog = null;
        const file = asking.get_file();
        asking.destroy();
        if (response === Gtk.ResponseType.ACCEPT && file !== null) onChosen(imagePath(file));
    });
    dialog = asking;
    asking.show();
}
