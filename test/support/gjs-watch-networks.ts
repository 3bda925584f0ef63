// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the window sees of the network, in a line of JSON for every change, until the process is ended.
import GLib from 'gi://GLib?version=2.0';

import { watchNetworks } from '../../src/app/network-watch.js';

void watchNetworks(networks => print(JSON.stringify(networks)));
new GLib.MainLoop(null, false).run();
