// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { afterEach, beforeEach } from 'node:test';

import Gtk from 'gi://Gtk?version=4.0';

import { createController, type Controller } from '../../src/app/controller.js';
import { Window } from '../../src/app/window/window.js';
import { fakeBackend, type FakeBackend } from './fake-backend.js';
import { MEDIUM, ONE_SOCKET } from './scenes.js';
import { button, settle, texts } from './widgets.js';

/** Those of the test that runs. */
export let backend: FakeBackend;
export let controller: Controller;
export let window: Window;

/** Opens a window with a helper of the tests' own before each test of a group, and closes it after it. */
export function withWindow(): void {
    beforeEach(async () => {
        backend = fakeBackend();
        window = new Window();
        controller = createController(backend, state => window.render(state));
        window.control(controller);
        window.showSettings(['appearance', 'clock']);
        controller.choose({ kind: 'running' });
        window.present();
        await settle();
    });
    afterEach(() => window.destroy());
}

/** The last one that was begun. */
export function last<T>(list: readonly T[]): T {
    const item = list[list.length - 1];
    if (item === undefined) throw new Error('none was begun');
    return item;
}

export async function press(label: string): Promise<void> {
    const pressed = button(window, label);
    assert.ok(pressed.sensitive, `“${label}” cannot be pressed`);
    pressed.emit('clicked');
    await settle();
}

/** What a dialog over the window asks. @throws where there is not one */
export function asked(): Gtk.Widget {
    const dialogs = Gtk.Window.list_toplevels().filter(
        each => each instanceof Gtk.Window && each.transient_for === window,
    );
    const [dialog] = dialogs;
    assert.ok(dialog !== undefined && dialogs.length === 1, `${dialogs.length} dialogs`);
    return dialog;
}

export async function answer(label: string): Promise<void> {
    button(asked(), label).emit('clicked');
    await settle(300);
}

export function isShown(text: string): boolean {
    return texts(window).some(each => each.includes(text));
}

/** Whether there is such a button. */
export function isThere(label: string): boolean {
    try {
        return button(window, label) !== null;
    } catch {
        return false;
    }
}

export function shows(...parts: string[]): void {
    for (const part of parts)
        assert.ok(isShown(part), `“${part}” is not among: ${texts(window).join(' | ')}`);
}

export function focused(label: string): void {
    assert.equal(window.get_focus(), button(window, label), `the focus is not on “${label}”`);
}

/** A window that could start to share. */
export async function setUp(networks = ONE_SOCKET): Promise<void> {
    controller.networksChanged(networks);
    last(backend.recognitions).read(MEDIUM);
    await settle();
}

/** A window that shares. */
export async function share(): Promise<void> {
    await setUp();
    await press('Start Sharing');
    last(backend.shares).reply({ type: 'share', status: 'ready', mode: 'own-dhcp' });
    await settle();
}
