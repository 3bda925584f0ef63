// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { makeLab } from '../lab/lab.js';
import { shareOf } from '../lab/picture.js';
import { runChecked } from '../lab/process.js';
import { hasReached } from '../lab/share.js';
import type { BootCase } from './boot-case.js';
import { checkStop, LOGIN_MS, readyShare } from './common.js';

interface WordsCase {
    readonly name: string;
    readonly grub: string;
    readonly firmware: 'uefi' | 'secureboot';
    readonly mac: string;
    /** Whether it is beside a router that gives the addresses. */
    readonly router: boolean;
}

/** A menu in a language whose letters no firmware has, and what it starts from there. */
function wordsCase({ name, grub, firmware, mac, router }: WordsCase): BootCase {
    return {
        name,
        what: `the menu of ${grub} is in Russian where the session is, and starts the system`,
        minutes: 2,
        run: async context => {
            const { scope, folder } = context;
            const lab = await makeLab(scope, { router });
            const before = await lab.snapshot();
            const environment = await russian(join(folder, 'locales'));
            const share = await readyShare(lab, context, { environment, options: ['--ask'] });
            const client = await lab.startClient({ folder, memoryMiB: 1024, mac, firmware });
            await share.waitFor(hasReached('menu', mac), 'the client has the menu', LOGIN_MS);
            await setTimeout(DRAWN_MS);
            const picture = await client.screenshot('menu');
            assert.ok((await shareOf(picture, GREY)) > 0.01, 'GRUB draws the menu itself, with its font');
            await client.press('ret');
            await share.waitFor(hasReached('initramfs', mac), 'the client starts its system', LOGIN_MS);
            await client.quit();
            await checkStop(share, lab, before);
        },
    };
}

/** What is chosen stands on this where GRUB draws; a firmware's console has another grey. */
const GREY = [0xa8, 0xa8, 0xa8] as const;

/** The time in which a loader fetches its font and draws a menu. */
const DRAWN_MS = 15_000;

/** @returns the environment of a session in Russian */
async function russian(locales: string): Promise<readonly string[]> {
    await mkdir(locales);
    await runChecked([
        ...['localedef', '--inputfile', 'ru_RU', '--charmap=UTF-8'],
        join(locales, 'ru_RU.UTF-8'),
    ]);
    return [`LOCPATH=${locales}`, 'LC_ALL=ru_RU.UTF-8'];
}

export const secureBootWords = wordsCase({
    ...{ name: 'secureboot-words', grub: 'a signed GRUB', firmware: 'secureboot' },
    ...{ mac: '52:54:00:4c:49:41', router: false },
});
export const uefiWordsProxy = wordsCase({
    ...{ name: 'uefi-words-proxy', grub: 'a GRUB of ours', firmware: 'uefi' },
    ...{ mac: '52:54:00:4c:49:42', router: true },
});
