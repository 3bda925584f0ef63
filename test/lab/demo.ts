// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { COUNTDOWN } from './client-menu.js';
import { startDesktop } from './desktop.js';
import { liveImage } from './image.js';
import { makeLab } from './lab.js';
import { progress, seconds } from './progress.js';
import { Interrupted, withScope, type Scope } from './scope.js';
import { openWindow, watchStages } from './window.js';

const INTRODUCTION = `
Share Live, the whole way, on networks of its own inside this machine. The network of this machine is not touched.

  1. makes a small live image of Debian 12, once; it is kept for the next time
  2. installs the program in a machine made of namespaces, with a NetworkManager and a polkit of its own
  3. opens its window there, on a virtual screen, as an ordinary user, and presses its button
  4. switches on a virtual computer, which starts from the network

Ctrl-C ends it and takes everything down.
`;

const MAC = '52:54:00:4c:49:00';
const LOGIN_MS = 600_000;

async function demo(scope: Scope): Promise<void> {
    const image = await liveImage();
    const folder = await mkdtemp(join(tmpdir(), 'share-live-demo-'));
    progress('Making the network, installing the program there');
    const lab = await makeLab(scope, { installed: true });
    progress('Opening the window');
    const window = await openWindow(await startDesktop(lab.sharing), image);
    const before = await window.screenshot(join(folder, 'window-before.png'));
    progress('Pressing “Start Sharing”; it looks for another DHCP server, which takes some seconds');
    await window.share();
    progress('Switching on the client (without hardware virtualisation, its start takes some two minutes)');
    const switchedOn = Date.now();
    const client = await lab.startClient({ folder, memoryMiB: 1024, mac: MAC });
    const stages = watchStages(window, text => {
        progress(`  the window says of the client: ${text}`);
    });
    // Whoever waits for it below learns of it.
    stages.catch(() => undefined);
    await client.console.waitFor(COUNTDOWN, LOGIN_MS);
    const menu = await client.screenshot('menu');
    await client.console.logIn(LOGIN_MS);
    progress('The client has come to its login, and a person has logged in');
    const reached = await stages;
    const screenshot = await client.screenshot('client');
    const sharing = await window.screenshot(join(folder, 'window-sharing.png'));
    const sent = (await window.texts()).find(text => /^[\d.]+\s[kMG]?B$/.test(text)) ?? '';
    const root = await client.console.ask('findmnt --noheadings --output SOURCE,FSTYPE /run/live/medium');
    await client.quit();
    progress('Pressing “Stop Sharing”');
    await window.stop();

    console.log(
        [
            '',
            'It works: a computer that nobody has prepared runs a live system that it got over the network.',
            '',
            `Image       ${image}`,
            `Client      ${MAC}, root file system ${root.trim().replace(/\s+/g, ' ')}`,
            `Sent to it  ${sent}`,
            'What the window said of it, from power-on:',
            ...reached.map(({ text, at }) => `  ${text.padEnd(24)} ${seconds(at - switchedOn).padStart(9)}`),
            `The window  ${before}`,
            `            ${sharing}`,
            `The client  ${menu}`,
            `            ${screenshot}`,
            `Logs        ${folder}`,
        ].join('\n'),
    );
}

try {
    console.log(INTRODUCTION);
    await withScope(demo);
    process.exit();
} catch (error) {
    console.error(error instanceof Interrupted ? `\n${error.message}: everything is taken down` : error);
    process.exit(error instanceof Interrupted ? 130 : 1);
}
