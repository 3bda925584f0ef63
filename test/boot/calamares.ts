// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { esbuild, forGjs } from '../../scripts/lib/esbuild.mjs';
import { chooseMemory } from '../lab/client-menu.js';
import type { Console } from '../lab/console.js';
import { liveImage } from '../lab/image.js';
import { makeLab } from '../lab/lab.js';
import { runChecked } from '../lab/process.js';
import { progress } from '../lab/progress.js';
import type { BootCase } from './boot-case.js';
import { checkStop, LOGIN_MS, readyShare } from './common.js';

const DRIVER = '/run/atspi.js';
const BUNDLED_DRIVER = resolve('build/boot/atspi.js');

/** What a terminal takes as one line (N_TTY_BUF_SIZE, 4096), with room for the command around it. */
const LINE_CHARACTERS = 3000;

/** The pages that come before the one that asks where to install, each with a word that only it has. */
const PAGES = [/Welcome to/, /Region:/, /Dvorak/];
const WHERE = /Erase disk/;

/** Reading all time zones and looking at all disks, on two slow cores. */
const PAGE_MS = 240_000;

/** A window of the program's, in a session of its own without a screen, as root, which it asks for at once. */
const SESSION = [
    'export DISPLAY=:0 XDG_RUNTIME_DIR=/run QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 LANG=C.UTF-8',
    'Xvfb :0 -screen 0 1024x768x24 >/run/xvfb.log 2>&1 & true',
    'eval "$(dbus-launch --sh-syntax)"',
    'calamares -d >/run/calamares.log 2>&1 & true',
];

/** Sends a file through a serial line. */
async function sendFile(console: Console, text: Buffer, path: string): Promise<void> {
    const encoded = text.toString('base64');
    await console.ask(`: >${path}.base64`);
    for (let at = 0; at < encoded.length; at += LINE_CHARACTERS)
        await console.ask(`echo ${encoded.slice(at, at + LINE_CHARACTERS)} >>${path}.base64`);
    await console.ask(`base64 --decode ${path}.base64 >${path}`);
}

/** Waits until the installer shows a page. */
async function untilPage(console: Console, page: RegExp): Promise<void> {
    const deadline = Date.now() + PAGE_MS;
    for (;;) {
        const names = await console.ask(`gjs -m ${DRIVER} names`, PAGE_MS);
        if (page.test(names)) return;
        if (Date.now() > deadline)
            throw new Error(`no ${page}: ${names}\n${await console.ask('tail -n 30 /run/calamares.log')}`);
        await new Promise(wait => setTimeout(wait, 3000));
    }
}

function calamaresCase(transport: 'nfs' | 'ram', mac: string): BootCase {
    const how = transport === 'nfs' ? 'over NFS' : 'from memory';
    return {
        name: `bios-calamares-${transport}`,
        what: `the installer of Debian’s live media, in a client ${how}: finds its medium, and asks where to install`,
        minutes: 6,
        run: async context => {
            const { scope, folder } = context;
            const image = await liveImage('calamares');
            const disk = join(folder, 'disk.img');
            await runChecked(['truncate', '--size=20G', disk]);
            await esbuild.build({
                ...forGjs({}),
                entryPoints: ['./test/support/gjs-atspi.ts'],
                outfile: BUNDLED_DRIVER,
                minify: true,
            });
            const lab = await makeLab(scope);
            const before = await lab.snapshot();
            const share = await readyShare(lab, { ...context, image });
            const client = await lab.startClient({
                ...{ folder, mac, memoryMiB: 2048 },
                devices: ['-drive', `file=${disk},format=raw,if=virtio`],
            });
            if (transport === 'ram') await chooseMemory(share, client, mac, LOGIN_MS);
            const { console } = client;
            await console.logIn(LOGIN_MS);
            progress('logged in');
            const source = await console.ask(
                `sed -n 's/.*source: "\\(.*\\)"/\\1/p' /etc/calamares/modules/unpackfs.conf`,
            );
            // what a squashfs begins with; below its folder, whatever there is is told where it is not
            const begin = await console.ask(
                `head --bytes=4 ${source.trim()} || ls -l ${source.trim().replace(/[^/]*$/, '')}`,
            );
            assert.match(begin, /^hsqs/);
            progress(`it finds what it installs: ${source.trim()}`);
            await sendFile(console, await readFile(BUNDLED_DRIVER), DRIVER);
            for (const line of SESSION) await console.ask(line);
            for (const page of PAGES) {
                await untilPage(console, page);
                progress(`it shows: ${page.source}`);
                assert.match(await console.ask(`gjs -m ${DRIVER} push Next`, PAGE_MS), /true/);
            }
            await untilPage(console, WHERE);
            assert.match(await console.ask(`gjs -m ${DRIVER} names`, PAGE_MS), /\/dev\/vda/);
            progress('it asks where to install');
            await client.quit();
            await checkStop(share, lab, before);
        },
    };
}

export const biosCalamaresNfs = calamaresCase('nfs', '52:54:00:4c:49:32');
export const biosCalamaresRam = calamaresCase('ram', '52:54:00:4c:49:33');
