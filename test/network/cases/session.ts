// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { liveImage } from '../../lab/image.js';
import type { Machine } from '../../lab/machine.js';
import { runChecked } from '../../lab/process.js';
import { isReady, startShare } from '../../lab/share.js';
import type { Case } from '../case.js';
import { withFolder } from '../images.js';
import { connectStatically, startDhcpServer, withSite } from '../site.js';

const READY_MS = 30_000;
const HOST = '192.168.50.9';

const SETTINGS = `[org/gnome/desktop/a11y/interface]
high-contrast=true

[org/gnome/desktop/interface]
font-name='Serif 12'
`;

/** A home with what goes along, and what must not. */
const HOME = {
    '.config/glib-2.0/settings/keyfile': SETTINGS,
    '.config/lxqt/panel.conf': '[panel]\n',
    '.config/autostart/mine.desktop': 'not yours',
    '.ssh/id_ed25519': 'secret',
    '.mozilla/firefox/abc.default/prefs.js':
        'user_pref("browser.startup.homepage", "https://library.example/");\n',
} as const;

/** What clients get of a share. */
interface ClientSide {
    /** Of the extra initrd. */
    readonly files: readonly string[];
    /** The text of one of them. */
    file(name: string): Promise<string>;
    /** Reads a setting of its database. */
    setting(path: string): Promise<string>;
    /** Fetches as a loader does. */
    fetch(url: string): Promise<Buffer>;
}

/** Shares with that home. */
async function shareSession(
    {
        options = [],
        locale = [],
    }: { readonly options?: readonly string[]; readonly locale?: readonly string[] },
    body: (client: ClientSide) => Promise<void>,
): Promise<void> {
    await withSite(({ host, peer }) =>
        withFolder(async folder => {
            await startDhcpServer(peer, 'cable0');
            await connectStatically(host, 'eth0', 'ipv4.addresses', `${HOST}/24`);
            const home = join(folder, 'home');
            for (const [path, text] of Object.entries(HOME)) {
                await mkdir(dirname(join(home, path)), { recursive: true });
                await writeFile(join(home, path), text);
            }
            const environment = [
                'GSETTINGS_BACKEND=keyfile',
                `HOME=${home}`,
                `XDG_CONFIG_HOME=${home}/.config`,
                ...locale,
            ];
            const share = await startShare({
                ...{ machine: host, medium: await liveImage(), interface: 'eth0', folder },
                ...{ environment, options },
            });
            await share.waitFor(isReady, 'ready', READY_MS);
            const fetched = join(folder, 'initrd');
            await peer.check(['curl', '-sS', '--fail', '-o', fetched, `http://${HOST}/initrd-extra`]);
            const listed = (await peer.check(['bsdtar', '-tvf', fetched])).split('\n');
            const files = listed.filter(line => line.startsWith('-')).map(line => line.replace(/.* /, ''));
            await peer.check(['bsdtar', '-xf', fetched, '-C', folder]);
            await body({
                files,
                file: name => readFile(join(folder, name), 'utf8'),
                setting: path => readSetting(peer, folder, path),
                fetch: async url => {
                    await peer.check(['curl', '-sS', '--fail', '-o', fetched, url]);
                    return readFile(fetched);
                },
            });
            assert.equal(await share.stop(), 0);
        }),
    );
}

/** As a client's desktop does. */
async function readSetting(machine: Machine, folder: string, path: string): Promise<string> {
    const profile = join(folder, 'profile');
    await writeFile(profile, `user-db:nobody\nfile-db:${folder}/share-live/dconf\n`);
    const environment = [
        `DCONF_PROFILE=${profile}`,
        `XDG_CONFIG_HOME=${folder}`,
        `XDG_RUNTIME_DIR=${folder}`,
    ];
    return (await machine.check(['env', ...environment, 'dconf', 'read', path])).trim();
}

const FONT = '/org/gnome/desktop/interface/font-name';
const CONTRAST = '/org/gnome/desktop/a11y/interface/high-contrast';

export const sessionCases: readonly Case[] = [
    {
        name: 'session: what makes it accessible goes along to the clients, and nothing else of it unasked',
        run: () =>
            shareSession({}, async ({ files, setting }) => {
                assert.equal(await setting(CONTRAST), 'true');
                assert.equal(await setting(FONT), '');
                assert.ok(!files.includes('share-live/files'));
            }),
    },
    {
        name: 'session: where the clients are to look like it, its settings go along, and files of the list alone',
        run: () =>
            shareSession({ options: ['--session-settings'] }, async ({ files, setting }) => {
                assert.equal(await setting(CONTRAST), 'true');
                assert.equal(await setting(FONT), "'Serif 12'");
                assert.deepEqual(files.filter(name => name.startsWith('share-live/files.d/')).sort(), [
                    'share-live/files.d/etc/firefox/policies/policies.json',
                    'share-live/files.d/etc/skel/.config/lxqt/panel.conf',
                ]);
            }),
    },
    {
        name: 'session: what clients show before their system does is in its language, in the letters of their screens',
        run: () =>
            withFolder(async locales => {
                const german = ['--inputfile', 'de_DE', '--charmap=UTF-8', join(locales, 'de_DE.UTF-8')];
                await runChecked(['localedef', ...german]);
                const locale = [`LOCPATH=${locales}`, 'LC_ALL=de_DE.UTF-8'];
                await shareSession({ locale }, async ({ file, fetch }) => {
                    const grub = (await fetch(`http://${HOST}/grub/grub.cfg`)).toString('utf8');
                    assert.match(grub, /^set in_memory=', im Arbeitsspeicher'$/m);
                    const pxelinux = (await fetch(`tftp://${HOST}/pxelinux.cfg/default`)).toString('latin1');
                    assert.match(pxelinux, /^ +MENU LABEL .+, im Arbeitsspeicher$/m);
                    // ä in code page 437
                    assert.match(pxelinux, /^MENU TABMSG Tab: Parameter \x84ndern$/m);
                    assert.match(await file('share-live/memory'), /"Dieser Computer hat \$\{have\} MB/);
                });
            }),
    },
];
