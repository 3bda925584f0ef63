// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Calls the network room under GJS for the network tests: gjs -m DRIVER CALL ARGUMENTS, the latter a JSON array. It
// prints a line of JSON, {"result": …} or {"problem": CODE, "detail": …}; `hold` then keeps the process alive, as the
// helper is while it shares.
import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';
import System from 'system';

import { makeBridge, reconnect, removeBridge } from '../../src/backend/network/bridge.js';
import { waitForCarrier } from '../../src/backend/network/carrier.js';
import { probeDhcp } from '../../src/backend/network/dhcp-probe.js';
import { readNetworkFacts } from '../../src/backend/network/facts.js';
import { setForwarding } from '../../src/backend/network/forwarding.js';
import { hearsSpanningTree } from '../../src/backend/network/spanning-tree.js';
import { toProblem } from '../../src/backend/protocol/problem.js';
import { takeLoop } from '../../src/backend/share/loop.js';
import { undoAll } from '../../src/backend/share/undo.js';

const CALLS: Readonly<Record<string, (...args: never[]) => unknown>> = {
    makeBridge,
    removeBridge,
    reconnect,
    waitForCarrier: (wanted: string) =>
        waitForCarrier(
            wanted,
            () => false,
            () => undefined,
        ),
    probeDhcp,
    hearsSpanningTree: (name: string) => hearsSpanningTree(name, new Gio.Cancellable()),
    readNetworkFacts,
    setForwarding,
    takeLoop,
    undoAll,
};

const [name = '', json = '[]', hold] = System.programArgs;
try {
    const call = CALLS[name];
    if (call === undefined) throw new Error(`no call ${name}`);
    print(JSON.stringify({ result: (await call(...(JSON.parse(json) as never[]))) ?? null }));
    if (hold !== undefined) new GLib.MainLoop(null, false).run();
    System.exit(0);
} catch (error) {
    const { code, detail } = toProblem(error);
    print(JSON.stringify({ problem: code, detail }));
    System.exit(1);
}
