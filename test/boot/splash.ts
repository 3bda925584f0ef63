// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { makeLab } from '../lab/lab.js';
import { shareOf } from '../lab/picture.js';
import { runChecked } from '../lab/process.js';
import { progress } from '../lab/progress.js';
import { hasReached } from '../lab/share.js';
import type { BootCase } from './boot-case.js';
import { checkStop, LOGIN_MS, readyShare } from './common.js';

const MAC = '52:54:00:4c:49:31';

/** All of `splash.png`, which is as large as the menu. */
const PURPLE = [0x7a, 0x1f, 0x5c] as const;

/** What the medium's own menu has in front, and its page for F1: green on the whole screen. */
const MENU = [
    'include menu.cfg',
    'default vesamenu.c32',
    'prompt 0',
    'timeout 300',
    'menu background splash.png',
    'f1 f1.txt',
    '',
].join('\n');
const GREEN_PAGE = `\x0c\x0f20${'Help for a client. '.repeat(60)}\n`;
/** As vesamenu.c32 mixes it with what is behind. */
const GREEN = [0x58, 0xbd, 0x41] as const;

export const biosSplash: BootCase = {
    name: 'bios-splash',
    what: 'a BIOS client shows the menu with the medium’s own picture behind it, and its page of help at F1',
    minutes: 1,
    run: async context => {
        const { scope, folder } = context;
        const lab = await makeLab(scope);
        const before = await lab.snapshot();
        const image = await withMenu(context.image, folder);
        const share = await readyShare(lab, { ...context, image });
        const client = await lab.startClient({ folder, memoryMiB: 512, mac: MAC });
        await share.waitFor(hasReached('menu', MAC), 'the client has the menu', LOGIN_MS);
        const shown = async (name: string): Promise<{ purple: number; green: number }> => {
            await setTimeout(5000);
            const picture = await client.screenshot(name);
            return { purple: await shareOf(picture, PURPLE), green: await shareOf(picture, GREEN) };
        };

        const menu = await shown('menu');
        progress(`the menu: ${JSON.stringify(menu)}`);
        assert.ok(menu.purple > 0.3 && menu.green === 0, 'the picture is behind the menu');
        await client.press('f1');
        const help = await shown('help');
        progress(`after F1: ${JSON.stringify(help)}`);
        assert.ok(help.green > 0.05, 'the page is shown, in its colours');
        await client.press('esc');
        assert.ok((await shown('menu-again')).green === 0, 'the menu comes back');

        await client.quit();
        await checkStop(share, lab, before);
    },
};

/** The image with another menu: whatever else is on it stays. */
async function withMenu(image: string, folder: string): Promise<string> {
    const [isolinux, output] = [join(folder, 'isolinux'), join(folder, 'splash.iso')];
    await mkdir(isolinux);
    await writeFile(join(isolinux, 'isolinux.cfg'), MENU);
    await writeFile(join(isolinux, 'f1.txt'), GREEN_PAGE);
    await copyFile('test/boot/splash.png', join(isolinux, 'splash.png'));
    await runChecked(['xorriso', '-indev', image, '-outdev', output, '-map', isolinux, '/isolinux']);
    return output;
}
