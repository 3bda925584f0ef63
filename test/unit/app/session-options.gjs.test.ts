// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { changedSettings, sessionOptions } from '../../../src/app/session-options.js';

const SCHEMA = 'org.gnome.desktop.input-sources';
const INTERFACE = 'org.gnome.desktop.interface';
const hasSchema = (Gio.SettingsSchemaSource.get_default()?.lookup(SCHEMA, true) ?? null) !== null;
const before = GLib.getenv('LC_ALL');

describe('the options of the session', () => {
    beforeEach(() => {
        GLib.setenv('LC_ALL', 'de_DE.utf8', true);
    });
    afterEach(() => {
        if (before === null) GLib.unsetenv('LC_ALL');
        else GLib.setenv('LC_ALL', before, true);
    });
    it('are those of the environment, and of a desktop that has settings for the keyboard', () => {
        if (hasSchema) {
            const sources: [string, string][] = [
                ['ibus', 'mozc-jp'],
                ['xkb', 'de+neo'],
            ];
            new Gio.Settings({ schema_id: SCHEMA }).set_value('sources', new GLib.Variant('a(ss)', sources));
        }
        const { locale, keyboard } = sessionOptions(false);
        assert.deepEqual(
            { locale, keyboard },
            { locale: 'de_DE.UTF-8', keyboard: hasSchema ? 'de+neo' : '' },
        );
    });
    it('are what makes it accessible, as far as somebody has set that', () => {
        assert.deepEqual(sessionOptions(false).settings, {});
        if (!hasSchema) return;
        new Gio.Settings({ schema_id: INTERFACE }).set_double('text-scaling-factor', 1.5);
        new Gio.Settings({ schema_id: 'org.gnome.desktop.a11y.applications' }).set_boolean(
            'screen-reader-enabled',
            true,
        );
        // not of the list
        new Gio.Settings({ schema_id: INTERFACE }).set_string('gtk-theme', 'HighContrast');
        assert.deepEqual(sessionOptions(false).settings, {
            '/org/gnome/desktop/a11y/applications/screen-reader-enabled': 'true',
            '/org/gnome/desktop/interface/text-scaling-factor': '1.5',
        });
    });
    it('are what it looks like where the clients are to, but for a picture that only this session has', () => {
        if (!hasSchema) return;
        const background = new Gio.Settings({ schema_id: 'org.gnome.desktop.background' });
        new Gio.Settings({ schema_id: 'org.gnome.desktop.session' }).set_uint('idle-delay', 600);
        background.set_string('primary-color', '#ff8800');
        background.set_string('picture-uri', 'file:///home/user/secret.png');
        assert.deepEqual(changedSettings(), ['appearance', 'background', 'windows']);
        const { settings } = sessionOptions(true);
        assert.equal(settings['/org/gnome/desktop/interface/gtk-theme'], "'HighContrast'");
        assert.equal(settings['/org/gnome/desktop/session/idle-delay'], 'uint32 600');
        assert.equal(settings['/org/gnome/desktop/background/primary-color'], "'#ff8800'");
        // such a file is not there
        assert.equal(settings['/org/gnome/desktop/background/picture-uri'], undefined);
        background.set_string('picture-uri', 'file:///usr/share/backgrounds/emerald.svg');
        assert.ok('/org/gnome/desktop/background/picture-uri' in sessionOptions(true).settings);
        assert.ok(!('/org/gnome/desktop/interface/gtk-theme' in sessionOptions(false).settings));
    });
});
