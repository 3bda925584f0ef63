// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';
import System from 'system';

import { undoAll } from './share/undo.js';

/** Started when the helper is gone and has left something behind: plays the undo journal, and no more. */
const loop = new GLib.MainLoop(null, false);
let status = 0;
undoAll()
    .catch((error: unknown) => {
        printerr(String(error));
        status = 1;
    })
    .finally(() => loop.quit());
loop.run();
System.exit(status);
