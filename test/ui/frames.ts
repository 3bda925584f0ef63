// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// frames CLIENTS: a window with that many clients, of which 50 in a second say something new. Prints the frames of each second,
// as a list of milliseconds: what the window worked for it, from the helper's words to the picture.
import '../../src/app/resources.js';

import Adw from 'gi://Adw?version=1';
import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';
import System, { programArgs } from 'system';

import { createController } from '../../src/app/controller.js';
import { Window } from '../../src/app/window/window.js';
import type { ClientReply } from '../../src/backend/protocol/messages.js';
import { clientSummary } from '../support/client-summary.js';
import { fakeBackend } from './fake-backend.js';
import { MEDIUM, ONE_SOCKET } from './scenes.js';
import { settle } from './widgets.js';

const EVENTS_PER_SECOND = 50;
const SECONDS = 10;
/** Until all rows are there, and drawn. */
const BEGINNING_MS = 2000;

const clients = Number(programArgs[0] ?? 1);

new Adw.Application({
    application_id: 'io.github.share_live.Frames',
    flags: Gio.ApplicationFlags.NON_UNIQUE,
}).register(null);
const backend = fakeBackend();
const window = new Window();
const controller = createController(backend, state => window.render(state));
window.control(controller);
controller.networksChanged(ONE_SOCKET);
controller.choose({ kind: 'running' });
backend.recognitions[0]?.read(MEDIUM);
window.present();
await settle();
controller.start();
const [share] = backend.shares;
if (share === undefined) throw new Error('no share was started');
share.reply({ type: 'share', status: 'ready', mode: 'own-dhcp' });

let said = 0;
for (let each = 0; each < clients; each++) share.reply(news(each));
await settle(BEGINNING_MS);

/** In milliseconds, since the last frame. */
let worked = 0;
let frames: number[] = [];
const clock = window.get_frame_clock();
if (clock === null) throw new Error('the window has no frames');
let begun = 0;
clock.connect('before-paint', () => (begun = now()));
clock.connect('after-paint', () => {
    frames.push(worked + now() - begun);
    worked = 0;
});
GLib.timeout_add(GLib.PRIORITY_DEFAULT, 1000 / EVENTS_PER_SECOND, () => {
    const before = now();
    share.reply(news(said % clients));
    worked += now() - before;
    return GLib.SOURCE_CONTINUE;
});
for (let second = 0; second < SECONDS; second++) {
    await settle(1000);
    print(JSON.stringify(frames));
    frames = [];
}
System.exit(0);

/** A client that goes on loading. */
function news(client: number): ClientReply {
    said++;
    const [high, low] = [client >> 8, client & 255].map(byte => byte.toString(16).padStart(2, '0'));
    return {
        type: 'client',
        client: clientSummary({
            mac: `52:54:00:00:${high ?? ''}:${low ?? ''}`,
            address: `10.64.${client >> 8}.${client & 255}`,
            stage: 'kernel',
            bytes: said * 20_000,
            since: Date.now(),
        }),
    };
}

function now(): number {
    return GLib.get_monotonic_time() / 1000;
}
