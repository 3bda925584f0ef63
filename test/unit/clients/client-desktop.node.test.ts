// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';

import { dconfKeyFile } from '../../../src/backend/clients/client-settings.js';
import { timeZone } from '../../../src/backend/clients/time-zone.js';
import { runInRoot, type InRoot } from './in-root.js';

let root: InRoot | null = null;

afterEach(() => {
    root?.close();
    root = null;
});

function prepare(files: Readonly<Record<string, string>>, programs: readonly string[] = []): InRoot {
    root = runInRoot(files, programs);
    return root;
}

describe("the clients' settings", () => {
    it('are key files of dconf', () => {
        assert.equal(
            dconfKeyFile({ '/org/a/one': 'true', '/org/b/x': '1.5', '/org/a/two': 'false' }),
            '[org/a]\none=true\ntwo=false\n\n[org/b]\nx=1.5\n',
        );
    });

    const DATABASE = { 'share-live/dconf': 'a database' };

    it('are a database of its own, asked after what a user has set', () => {
        const { read } = prepare(DATABASE);
        assert.equal(read('root/etc/dconf/db/share-live'), 'a database');
        assert.equal(read('root/etc/dconf/profile/user'), 'user-db:user\nsystem-db:share-live\n');
    });
    it("come before the medium's own, wherever it keeps its profile", () => {
        for (const place of ['etc', 'usr/share']) {
            const { read, close } = prepare({
                ...DATABASE,
                [`root/${place}/dconf/profile/user`]: '# comment\nuser-db:user\nsystem-db:local\n',
            });
            assert.equal(
                read('root/etc/dconf/profile/user'),
                '# comment\nuser-db:user\nsystem-db:share-live\nsystem-db:local\n',
            );
            close();
        }
        root = null;
    });
    it('change nothing where there are none', () =>
        assert.equal(prepare({}).read('root/etc/dconf/profile/user'), ''));
});

describe('the root image in memory', () => {
    const NAME = { 'share-live/image-name': 'filesystem.squashfs\n' };
    it('has the name that installers look for', () => {
        const { link } = prepare({ ...NAME, 'run/live/medium/live/root-0.squashfs': 'an image' });
        assert.equal(link('run/live/medium/live/filesystem.squashfs'), 'root-0.squashfs');
    });
    it('needs none where the medium is there', () => {
        const { exists, read } = prepare({ ...NAME, 'run/live/medium/live/filesystem.squashfs': 'an image' });
        assert.equal(read('run/live/medium/live/filesystem.squashfs'), 'an image');
        assert.ok(!exists('run/live/medium/live/root-0.squashfs'));
    });
});

describe("the session's files", () => {
    const PANEL = 'etc/skel/.config/lxqt/panel.conf';
    const POLICIES = 'etc/firefox/policies/policies.json';
    const FILES = {
        'share-live/files': `${PANEL}\n${POLICIES}\n`,
        [`share-live/files.d/${PANEL}`]: 'a panel',
        [`share-live/files.d/${POLICIES}`]: 'ours',
    };
    it('are where new users get theirs from, and where the system looks', () => {
        const { read } = prepare(FILES);
        assert.equal(read(`root/${PANEL}`), 'a panel');
        assert.equal(read(`root/${POLICIES}`), 'ours');
        assert.equal(read('asked-of-chroot'), '');
    });
    it('are for users that are there already, too', () => {
        const { read } = prepare({ ...FILES, 'root/home/ubuntu/x': '' });
        assert.match(read('asked-of-chroot'), /cp -R \/etc\/skel\/\. "\$1" .* sh \/home\/ubuntu$/m);
    });
    it("leave the medium's own policies as they are", () => {
        assert.equal(
            prepare({ ...FILES, [`root/${POLICIES}`]: 'theirs' }).read(`root/${POLICIES}`),
            'theirs',
        );
    });
});

describe("the clients' time zone", () => {
    it('is that of this machine', () => {
        assert.equal(timeZone('/usr/share/zoneinfo/Europe/Berlin'), 'Europe/Berlin');
        assert.equal(
            timeZone('../usr/share/zoneinfo/America/Argentina/Buenos_Aires'),
            'America/Argentina/Buenos_Aires',
        );
        assert.equal(timeZone('/usr/share/zoneinfo/UTC'), 'UTC');
    });
    it('is not known where this machine says nothing of the kind', () => {
        for (const link of [
            null,
            '',
            '/etc/zone',
            '/usr/share/zoneinfo/',
            '/usr/share/zoneinfo/../../x',
            '/usr/share/zoneinfo/Europe/Ber lin',
        ])
            assert.equal(timeZone(link), null, String(link));
    });

    const ZONE = {
        'share-live/time-zone': 'Europe/Berlin\n',
        'root/usr/share/zoneinfo/Europe/Berlin': 'TZif2',
    };

    it('is where systems look for it', () => {
        assert.equal(
            prepare({ ...ZONE, 'root/usr/share/zoneinfo/Etc/UTC': '' }).link('root/etc/localtime'),
            '/usr/share/zoneinfo/Europe/Berlin',
        );
    });
    it('is also told to Debian, whose live-config leaves it then', () => {
        const { read, exists } = prepare({
            ...ZONE,
            'root/etc/debian_version': '12\n',
            'root/lib/live/config/0070-tzdata': '',
        });
        assert.equal(read('root/etc/timezone'), 'Europe/Berlin\n');
        assert.ok(exists('root/var/lib/live/config/tzdata'));
    });
    it("is the medium's own where it does not know the zone", () =>
        assert.ok(!prepare({ 'share-live/time-zone': 'Mars/Base\n' }).exists('root/etc/localtime')));
});
