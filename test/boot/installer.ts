// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { installerImage } from '../lab/installer-image.js';
import { makeLab } from '../lab/lab.js';
import { progress } from '../lab/progress.js';
import { clientReports, hasReached } from '../lab/share.js';
import type { BootCase } from './boot-case.js';
import { checkStop, LOGIN_MS, readyShare } from './common.js';

/** What is answered by its first suggestion until it has a network, and what it asks then. */
const QUESTIONS = [/Select a language/, /Select your location/, /Configure the keyboard/];
const ONLINE = /enter the hostname/;

/** A question is drawn in parts, and what is pressed before it waits is lost. */
const DRAWN_MS = 3000;

function installerCase(firmware: 'bios' | 'uefi', mac: string): BootCase {
    return {
        name: `${firmware}-installer`,
        what: `Debian 12’s network installer: a client with ${firmware.toUpperCase()} comes to its questions, and to a network`,
        minutes: 4,
        run: async context => {
            const { scope, folder } = context;
            const image = await installerImage();
            const lab = await makeLab(scope);
            const before = await lab.snapshot();
            const share = await readyShare(lab, { ...context, image });
            const client = await lab.startClient({ folder, memoryMiB: 1024, mac, firmware });
            for (const question of QUESTIONS) {
                await client.console.waitFor(question, LOGIN_MS);
                progress(`it asks: ${question.source}`);
                await new Promise(resolve => setTimeout(resolve, DRAWN_MS));
                client.console.send('\r');
            }
            await client.console.waitFor(ONLINE, LOGIN_MS);
            await share.waitFor(hasReached('running', mac), 'the installer has a network', 60_000);
            const stages = new Set(clientReports(share, mac).map(({ stage }) => stage));
            assert.deepEqual([...stages], ['address', 'loader', 'menu', 'kernel', 'initrd', 'running']);
            await client.quit();
            await checkStop(share, lab, before);
        },
    };
}

export const biosInstaller = installerCase('bios', '52:54:00:4c:49:28');
export const uefiInstaller = installerCase('uefi', '52:54:00:4c:49:29');
