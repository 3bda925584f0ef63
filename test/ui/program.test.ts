// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { APP_ID, PKGDATADIR } from '../../src/constants.js';
import { settle } from './widgets.js';

Gio._promisify(Gio.Subprocess.prototype, 'wait_async', 'wait_finish');
Gio._promisify(Gio.DBusConnection.prototype, 'call', 'call_finish');

const PATH = `/${APP_ID.replaceAll('.', '/')}`;

let started: Gio.Subprocess[] = [];

/** Starts the program as it was built. */
function start(...args: readonly string[]): Gio.Subprocess {
    const program = Gio.Subprocess.new(
        ['gjs', '-m', `${PKGDATADIR}/app.js`, ...args],
        Gio.SubprocessFlags.NONE,
    );
    started.push(program);
    return program;
}

function call(path: string, iface: string, method: string, parameters: GLib.Variant): Promise<GLib.Variant> {
    return Gio.DBus.session.call(
        APP_ID,
        path,
        iface,
        method,
        parameters,
        null,
        Gio.DBusCallFlags.NO_AUTO_START,
        -1,
        null,
    );
}

/** The actions of the window, once there is one. */
async function windowActions(): Promise<readonly string[]> {
    for (let tries = 0; ; tries++) {
        try {
            const reply = await call(
                `${PATH}/window/1`,
                'org.gtk.Actions',
                'List',
                new GLib.Variant('()', []),
            );
            return reply.deepUnpack<[string[]]>()[0];
        } catch (error) {
            if (tries > 100) throw error;
            await settle(50);
        }
    }
}

async function isOnBus(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
        try {
            await call('/', 'org.freedesktop.DBus.Peer', 'Ping', new GLib.Variant('()', []));
            return;
        } catch {
            await settle(50);
        }
    }
    throw new Error('the program does not come to the bus');
}

/** @returns how the program ended */
async function quit(program: Gio.Subprocess): Promise<number> {
    await call(PATH, 'org.gtk.Actions', 'Activate', new GLib.Variant('(sava{sv})', ['quit', [], {}]));
    await program.wait_async(null);
    return program.get_if_exited() ? program.get_exit_status() : -program.get_term_sig();
}

afterEach(() => {
    for (const program of started) program.force_exit();
    started = [];
});

describe('the program', () => {
    it('shows its window, there is one of it, and it ends well', async () => {
        const first = start();
        assert.ok((await windowActions()).includes('start'));
        const second = start();
        await second.wait_async(null);
        assert.equal(second.get_exit_status(), 0);
        assert.equal(await quit(first), 0);
    });
    it('is started by D-Bus, and shows its window when it is activated', async () => {
        const service = start('--gapplication-service');
        await isOnBus();
        await call(PATH, 'org.freedesktop.Application', 'Activate', new GLib.Variant('(a{sv})', [{}]));
        assert.ok((await windowActions()).includes('start'));
        assert.equal(await quit(service), 0);
    });
    it('opens an image', async () => {
        const program = start('/nowhere/image.iso');
        assert.ok((await windowActions()).includes('choose-image'));
        const files = new GLib.Variant('(asa{sv})', [['file:///nowhere/other.iso'], {}]);
        await call(PATH, 'org.freedesktop.Application', 'Open', files);
        assert.equal(await quit(program), 0);
    });
});
