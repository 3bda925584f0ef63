// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { join } from 'node:path';

import type { Machine } from '../lab/machine.js';
import { progress, seconds } from '../lab/progress.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';

/** What the sharing machine was set up with, by a person who speaks it. */
export const LANGUAGE = 'de_DE.UTF-8';
export const KEYBOARD = { layout: 'de', variant: 'nodeadkeys' };
const TIME_ZONE = 'Europe/Berlin';

/** By folder and key: what somebody has set who sees badly. */
const ACCESSIBILITY = {
    'org/gnome/desktop/a11y/interface': { 'high-contrast': 'true' },
    'org/gnome/desktop/interface': { 'text-scaling-factor': '1.5' },
} as const;

/** NetworkManager asks now and then whether there is internet behind a network. */
const CONNECTED_S = 60;

/** From pressing the power button; a client that hangs with its root takes minutes, or for ever. */
const SHUTDOWN_MS = 30_000;

/**
 * Makes the sharing machine one that somebody has set up for himself.
 *
 * @returns the environment of his session
 */
export async function setUpSession(machine: Machine, folder: string): Promise<readonly string[]> {
    await machine.check(['tee', '/etc/default/locale'], { input: `LANG=${LANGUAGE}\n` });
    const { layout, variant } = KEYBOARD;
    const keyboard = `XKBMODEL="pc105"\nXKBLAYOUT="${layout}"\nXKBVARIANT="${variant}"\n`;
    await machine.check(['tee', '/etc/default/keyboard'], { input: keyboard });
    await machine.check(['ln', '-sf', `/usr/share/zoneinfo/${TIME_ZONE}`, '/etc/localtime']);
    const settings = join(folder, 'session/glib-2.0/settings');
    const groups = Object.entries(ACCESSIBILITY).map(([group, keys]) =>
        [`[${group}]`, ...Object.entries(keys).map(([key, value]) => `${key}=${value}`), ''].join('\n'),
    );
    await machine.check(['mkdir', '-p', settings]);
    await machine.check(['tee', join(settings, 'keyfile')], { input: groups.join('\n') });
    return ['GSETTINGS_BACKEND=keyfile', `XDG_CONFIG_HOME=${join(folder, 'session')}`];
}

/** The client that has just logged in has the time zone and the accessibility of that session, and a name of its own. */
export async function checkSession({ console }: VirtualMachine, mac: string, name: string): Promise<void> {
    const ending = mac.split(':').slice(3).join('');
    assert.match(await console.ask('hostname'), new RegExp(`^${name}-${ending}$`, 'm'));
    assert.match(await console.ask('getent hosts $(hostname)'), /^127\.0\.|^::1|^10\./m);
    assert.match(await console.ask('readlink /etc/localtime'), new RegExp(`/${TIME_ZONE}$`, 'm'));
    assert.match(await console.ask('date +%Z'), /^CES?T$/m);
    for (const [group, keys] of Object.entries(ACCESSIBILITY))
        for (const [key, value] of Object.entries(keys))
            assert.match(await console.ask(`dconf read /${group}/${key}`), new RegExp(`^${value}$`, 'm'));
    progress('the client has the session’s settings');
}

/** The client's desktop gets the layout of the keyboard, from where systemd-localed has it. */
export async function checkX11Keyboard({ console }: VirtualMachine): Promise<void> {
    const layout = await console.ask('localectl status');
    assert.match(layout, new RegExp(`X11 Layout: ${KEYBOARD.layout}$`, 'm'));
    assert.match(layout, new RegExp(`X11 Variant: ${KEYBOARD.variant}$`, 'm'));
    assert.match(layout, new RegExp(`LANG=${LANGUAGE}`));
}

/** The client's desktop would show that there is a network. */
export async function checkConnected({ console }: VirtualMachine): Promise<void> {
    const look = 'nmcli --terse --fields STATE,CONNECTIVITY general';
    const wait = `for _ in $(seq ${CONNECTED_S}); do ${look} | grep -q '^connected:full' && break; sleep 1; done`;
    assert.match(await console.ask(`${wait}; ${look}`, 2 * CONNECTED_S * 1000), /^connected:full$/m);
    assert.match(await console.ask('nmcli --terse --fields IP4.DNS device show'), /^IP4\.DNS\[1\]:\d/m);
}

/** The client is off soon after its power button was pressed. */
export async function checkShutdown(client: VirtualMachine): Promise<void> {
    const started = Date.now();
    await client.powerDown();
    const took = Date.now() - started;
    progress(`the client is off after ${seconds(took)}`);
    assert.ok(took < SHUTDOWN_MS);
}
