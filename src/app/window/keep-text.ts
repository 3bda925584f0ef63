// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import GLib from 'gi://GLib?version=2.0';

import { fill } from '../fill.js';
import { STORE_BYTES } from '../open-store.js';

const _ = Gettext.gettext;

/** What is kept of the clients' files, and where. @param folder null: nothing */
export function keepText(folder: string | null): string {
    const size = GLib.format_size(STORE_BYTES);
    return folder === null
        ? fill(_('Personal files and settings, up to {size} each, in a folder that you choose.'), { size })
        : fill(_('In “{folder}”, up to {size} each.'), {
              folder: GLib.filename_display_basename(folder),
              size,
          });
}
