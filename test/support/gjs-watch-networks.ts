// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the window sees of the network, in a line of JSON for every change, until SIGTERM. Nothing may depend on when
// garbage is collected.
import GLib from 'gi://GLib?version=2.0';
import System from 'system';

import { onEndSignals } from '../../src/backend/lib/end-signals.js';
import { watchNetworks } from '../../src/app/network-watch.js';

const loop = new GLib.MainLoop(null, false);
const stop = watchNetworks(networks => print(JSON.stringify(networks)));
GLib.timeout_add(GLib.PRIORITY_DEFAULT, 50, () => {
    System.gc();
    return GLib.SOURCE_CONTINUE;
});
// Not waited for: a promise that is waited for here would keep all others from being kept while the loop runs.
void onEndSignals(() => {
    loop.quit();
});
loop.run();
stop();
System.exit(0);
