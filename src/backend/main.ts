// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';
import System from 'system';

import { appStream } from './lib/app-stream.js';
import { onEndSignals } from './lib/end-signals.js';
import { isRoot } from './lib/unprivileged.js';
import { lineReader } from './protocol/lines.js';
import { MAX_REQUEST_BYTES } from './protocol/messages.js';
import { serve } from './session.js';
import { undoAll } from './share/undo.js';

/** The helper: see docs/architecture.md. It takes no arguments; all it is told comes over standard input. */
async function main(): Promise<void> {
    let ask: () => void = () => undefined;
    const asked = new Promise<void>(resolve => (ask = resolve));
    await onEndSignals(ask);
    // what a share before this one could not undo, for it and its janitor were both killed
    if (isRoot()) await undoAll();
    const { input, receiveDescriptor } = appStream();
    await serve(
        {
            readLine: lineReader(input, MAX_REQUEST_BYTES),
            send: reply => print(JSON.stringify(reply)),
            receiveDescriptor,
        },
        asked,
    );
}

const loop = new GLib.MainLoop(null, false);
let status = 0;
main()
    .catch((error: unknown) => {
        printerr(error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error));
        status = 1;
    })
    .finally(() => loop.quit());
loop.run();
System.exit(status);
