// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import Gio from 'gi://Gio?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

import { showShortcuts } from '../../src/app/shortcuts.js';
import { setUp, window, withWindow } from './opened-window.js';
import { SEVERAL_SOCKETS } from './scenes.js';
import { settle, texts, walk } from './widgets.js';

describe('the dialogs', () => {
    withWindow();
    const opens = async (action: string): Promise<void> => {
        const before = Gtk.Window.list_toplevels();
        window.lookup_action(action)?.activate(null);
        await settle(200);
        const opened = Gtk.Window.list_toplevels().filter(each => !before.includes(each));
        assert.equal(opened.length, 1, `${opened.length} windows for ${action}`);
        for (const each of opened) if (each instanceof Gtk.Window) each.close();
        await settle();
    };
    it('open: about the program, and for an image', async () => {
        await setUp();
        await opens('about');
        await opens('choose-image');
        await opens('choose-image');
    });
});

describe('the shortcuts', () => {
    withWindow();
    it('are told of', async () => {
        const shown = showShortcuts(window);
        await settle(200);
        for (const text of ['Choose an Image File', 'Main Menu', 'Quit'])
            assert.ok(texts(shown).includes(text), text);
        shown.close();
        await settle();
    });
});

describe('the templates', () => {
    withWindow();
    it('each have their class, and become a widget', () => {
        const resources = Gio.resources_enumerate_children(
            '/io/github/share_live/ShareLive',
            Gio.ResourceLookupFlags.NONE,
        );
        // the shortcuts are no templates
        const templates = resources.filter(file => /^(?!shortcuts).*\.ui$/.test(file));
        assert.ok(templates.length > 5);
        for (const file of templates) {
            const words = file.replace(/\.ui$/, '').split('-');
            const name = `ShareLive${words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;
            const builder = Gtk.Builder.new_from_string(
                `<interface><object class="${name}" id="it"/></interface>`,
                -1,
            );
            assert.ok(builder.get_object('it') instanceof Gtk.Widget, name);
        }
    });
    it('name every control', async () => {
        await setUp(SEVERAL_SOCKETS);
        for (const widget of walk(window)) {
            if (widget instanceof Gtk.Button && widget.label === null)
                assert.ok(hasName(widget) || isNamedByOwner(widget), String(widget));
            if (widget instanceof Gtk.ListBox && widget.visible && widget.has_css_class('boxed-list'))
                assert.ok(hasName(widget), String(widget));
            // its label names it, and the mark of the mnemonic is not read out
            if (widget instanceof Gtk.Button && widget.use_underline) {
                assert.equal(hasName(widget), false);
                assert.ok(Gtk.test_accessible_has_relation(widget, Gtk.AccessibleRelation.LABELLED_BY));
            }
            if (widget instanceof Gtk.CheckButton) assert.ok(hasName(widget));
        }
    });
});

/** The buttons inside GTK's own widgets, which have their names, or ours, from those. */
function isNamedByOwner(widget: Gtk.Widget): boolean {
    const menu = widget.get_ancestor(Gtk.MenuButton.$gtype);
    return widget.get_ancestor(Gtk.WindowControls.$gtype) !== null || (menu !== null && hasName(menu));
}

function hasName(widget: Gtk.Widget): boolean {
    return Gtk.test_accessible_has_property(widget, Gtk.AccessibleProperty.LABEL);
}
