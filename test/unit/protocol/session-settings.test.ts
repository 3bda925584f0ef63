// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { areSessionSettings } from '../../../src/backend/protocol/session-settings.js';

const CONTRAST = '/org/gnome/desktop/a11y/interface/high-contrast';
const SIZE = '/org/gnome/desktop/interface/text-scaling-factor';

describe('the settings that go along', () => {
    it('are those of the list, each in its form', () => {
        assert.ok(areSessionSettings({}));
        assert.ok(areSessionSettings({ [CONTRAST]: 'true', [SIZE]: '1.5' }));
        assert.ok(areSessionSettings({ '/org/gnome/desktop/interface/cursor-size': '48' }));
    });
    it('are no others', () => {
        for (const path of [
            '/org/gnome/desktop/lockdown/disable-log-out',
            '/org/gnome/desktop/interface/gtk-key-theme',
            '/org/gnome/desktop/a11y/interface',
            'org/gnome/desktop/a11y/interface/high-contrast',
            '/org/gnome/desktop/a11y/interface/high-contrast\n',
            '__proto__',
            'constructor',
            '',
        ])
            assert.ok(!areSessionSettings(Object.fromEntries([[path, 'true']])), path);
    });
    it('hold nothing but their value', () => {
        for (const value of ['', 'True', 'true\n[other]', 'true ', '1', "'true'", 1, true, null, []])
            assert.ok(!areSessionSettings({ [CONTRAST]: value }), String(value));
        for (const value of ['1.', '.5', '1e9', '-1', '12345', '1.5\nx=1', 'true', '@d 1'])
            assert.ok(!areSessionSettings({ [SIZE]: value }), value);
    });
    it('name no file of a person, and no password', () => {
        const PICTURE = '/org/gnome/desktop/background/picture-uri';
        const START = '/org/gnome/epiphany/homepage-url';
        assert.ok(
            areSessionSettings({
                [PICTURE]: "'file:///usr/share/backgrounds/a_1.jpg'",
                [START]: "'https://library.example/?a=b'",
            }),
        );
        for (const value of [
            "'file:///home/me/a.jpg'",
            "'https://example.org/a.jpg'",
            "'/usr/share/a.jpg'",
            "'file:///usr/share/a b.jpg'",
        ])
            assert.ok(!areSessionSettings({ [PICTURE]: value }), value);
        for (const value of [
            "'https://me:secret@example.org/'",
            "'file:///home'",
            "'https://a b/'",
            "'javascript:alert(1)'",
        ])
            assert.ok(!areSessionSettings({ [START]: value }), value);
    });
    it('may be texts and lists of them', () => {
        const FONT = '/org/gnome/desktop/interface/font-name';
        const APPS = '/org/gnome/shell/favorite-apps';
        assert.ok(areSessionSettings({ [FONT]: "'Cantarell 11'", [APPS]: "['a.desktop', 'b.desktop']" }));
        assert.ok(areSessionSettings({ [APPS]: '@as []' }));
        for (const value of ["''; x", "'a\nb'", "'a\\'", '"a"', `'${'x'.repeat(201)}'`])
            assert.ok(!areSessionSettings({ [FONT]: value }), value);
        for (const value of ['[]', "['a'", "['a',]", "['a']\n[x]", `[${"'a', ".repeat(51)}'a']`])
            assert.ok(!areSessionSettings({ [APPS]: value }), value);
    });
    it('are no list and no text', () => {
        for (const value of [null, [], [CONTRAST], CONTRAST, 1]) assert.ok(!areSessionSettings(value));
    });
});
