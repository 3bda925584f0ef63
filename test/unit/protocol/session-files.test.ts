// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { firefoxStartPage } from '../../../src/app/firefox-start-page.js';
import { isHomeFile, isStartPage, sessionFiles } from '../../../src/backend/protocol/session-files.js';

const taken = (...names: readonly string[]): readonly string[] =>
    sessionFiles(new Map(names.map(name => [name, 100]))).map(({ path }) => path);

describe('the files that go along', () => {
    it('are those of desktops, for new users, and the picture behind them', () => {
        assert.deepEqual(
            taken(
                'home/.config/kdeglobals',
                'home/.config/xfce4/panel/launcher-3/17.desktop',
                'wallpaper.png',
            ),
            [
                'etc/skel/.config/kdeglobals',
                'etc/skel/.config/xfce4/panel/launcher-3/17.desktop',
                'usr/share/backgrounds/share-live/wallpaper.png',
            ],
        );
    });
    it('are no others, whatever the archive has', () => {
        assert.deepEqual(
            taken(
                'home/.ssh/id_ed25519',
                'home/.config/autostart/x.desktop',
                'home/.config/../.ssh/id',
                'home/.config/xfce4/panel/launcher-3/../../../x',
                '.config/kdeglobals',
                'home/home/.config/kdeglobals',
                'etc/shadow',
                'wallpaper.sh',
                'x/wallpaper.png',
                'wallpaper.png\n',
            ),
            [],
        );
        assert.ok(!isHomeFile('.local/share/keyrings/login.keyring'));
    });
    it('are small, and few', () => {
        assert.deepEqual(sessionFiles(new Map([['home/.config/kdeglobals', 1_000_000]])), []);
        assert.deepEqual(sessionFiles(new Map([['wallpaper.jpg', 9_000_000]])), []);
        const many = Array.from(
            { length: 300 },
            (_, at) => `home/.config/xfce4/panel/launcher-${at}/1.desktop`,
        );
        assert.equal(taken(...many).length, 100);
    });
});

describe('the start page that goes along', () => {
    it('is an address without a password', () => {
        for (const page of ['https://library.example/a?b=c#d', 'http://10.0.0.1:8080/', 'about:blank'])
            assert.ok(isStartPage(page), page);
        for (const page of [
            '',
            'https://me:secret@example.org/',
            'file:///etc',
            'https://a"b/',
            'https://a\nb',
            'javascript:x',
            `https://${'x'.repeat(300)}`,
        ])
            assert.ok(!isStartPage(page), page);
    });
    it("is read from Firefox's settings", () => {
        const line = (value: string): string =>
            `// x\nuser_pref("a", 1);\nuser_pref("browser.startup.homepage", ${value});\n`;
        assert.equal(firefoxStartPage(line('"https://library.example/"')), 'https://library.example/');
        for (const value of ['""', '"https://a|https://b c"', '12', '"\\x"', '"https://u:p@h/"'])
            assert.equal(firefoxStartPage(line(value)), '', value);
        assert.equal(firefoxStartPage(''), '');
    });
});
