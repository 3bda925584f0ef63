// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import Gdk from 'gi://Gdk?version=4.0';
import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

import { APP_ID } from '../../src/constants.js';

const PATH = `/${APP_ID.replaceAll('.', '/')}`;

/** What the code puts into pictures, beside what is in the descriptions of the window. */
const IN_CODE = [
    ...['media-optical-symbolic', 'dialog-warning-symbolic', 'computer-symbolic', 'phone-symbolic'],
    ...['network-wired-symbolic', 'network-wired-disconnected-symbolic', 'network-wireless-symbolic'],
];

function described(): readonly string[] {
    const names = Gio.resources_enumerate_children(PATH, Gio.ResourceLookupFlags.NONE);
    return names
        .filter(name => name.endsWith('.ui'))
        .flatMap(name => {
            const bytes = Gio.resources_lookup_data(`${PATH}/${name}`, Gio.ResourceLookupFlags.NONE);
            const text = new TextDecoder().decode(bytes.toArray());
            return [...text.matchAll(/name="icon-name">([^<]+)</g)].map(([, icon]) => icon ?? '');
        });
}

describe('icons', () => {
    it('are there where the desktop’s theme has none of them', () => {
        const display = Gdk.Display.get_default();
        assert.ok(display);
        assert.ok(Gtk.IconTheme.get_for_display(display).resource_path?.includes(`${PATH}/icons/`));
        const ours = new Gtk.IconTheme({ theme_name: `none-${GLib.uuid_string_random()}` });
        ours.search_path = [];
        ours.resource_path = [`${PATH}/icons/`];
        const names = [...new Set([...IN_CODE, ...described()])];
        assert.ok(names.length > IN_CODE.length);
        assert.deepEqual(
            names.filter(name => !ours.has_icon(name)),
            [],
        );
    });
});
