// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { liveImage } from '../lab/image.js';
import { progress, seconds } from '../lab/progress.js';
import { Interrupted, withScope } from '../lab/scope.js';
import { biosNfsKernel, ownServer } from './bios-nfs-kernel.js';
import { biosNfsProxy } from './bios-nfs-proxy.js';
import { biosNfs } from './bios-nfs.js';
import type { BootCase } from './boot-case.js';
import { biosCalamaresNfs, biosCalamaresRam } from './calamares.js';
import {
    biosBookwormRam,
    biosDracutNfs,
    biosDracutRam,
    biosTrixieNfs,
    biosTrixieRam,
    uefiDracutNfs,
    uefiDracutRam,
    uefiTrixieNfs,
    uefiTrixieRam,
} from './family-case.js';
import { biosInstaller, uefiInstaller } from './installer.js';
import { keptFiles } from './kept-files.js';
import { killed } from './killed.js';
import { biosDracutNoMemory, biosTrixieNoMemory } from './no-memory.js';
import { biosSplash } from './splash.js';
import { secureBootWords, uefiWordsProxy } from './words.js';
import {
    httpBootNfs,
    httpBootNfsProxy,
    httpBootSecureBootNfsProxy,
    secureBootNfs,
    secureBootNfsProxy,
    secureBootRefusedProxy,
    uefi32Nfs,
    uefiNfs,
    uefiNfsProxy,
} from './uefi.js';
import { windowCase } from './window.js';
import { withdrawn } from './withdrawn.js';

/** Among them every family that is made here, each way of its root to a client, and every firmware of 64 bits. */
const CASES: readonly BootCase[] = [
    killed,
    biosNfs,
    biosNfsProxy,
    biosTrixieRam,
    uefiDracutNfs,
    biosInstaller,
    secureBootNfs,
    httpBootNfsProxy,
    biosNfsKernel,
    windowCase,
];

/**
 * Every firmware with each way to get an address, and every family with each way of its root, by BIOS and by UEFI: longer
 * than what each change waits for.
 */
const MATRIX: readonly BootCase[] = [
    biosNfs,
    biosNfsProxy,
    uefiNfs,
    uefiNfsProxy,
    uefi32Nfs,
    secureBootNfs,
    secureBootNfsProxy,
    secureBootRefusedProxy,
    httpBootNfs,
    httpBootNfsProxy,
    httpBootSecureBootNfsProxy,
    biosBookwormRam,
    biosTrixieNfs,
    biosTrixieRam,
    uefiTrixieNfs,
    uefiTrixieRam,
    biosDracutNfs,
    biosDracutRam,
    uefiDracutNfs,
    uefiDracutRam,
    biosInstaller,
    uefiInstaller,
    biosSplash,
    secureBootWords,
    uefiWordsProxy,
    ownServer,
    biosTrixieNoMemory,
    biosDracutNoMemory,
    biosCalamaresNfs,
    biosCalamaresRam,
];

/** Mostly waiting, or starts of clients: only by name. */
const LONG: readonly BootCase[] = [withdrawn, keptFiles];

const USAGE = 'usage: npm run test:boot -- [--list | --matrix | --only NAME]';

async function main(args: readonly string[]): Promise<number> {
    const [option, name] = args;
    const all = [...new Set([...CASES, ...MATRIX, ...LONG])];
    if (option === '--matrix' && args.length === 1) return runCases(MATRIX);
    if (option === '--list' && args.length === 1) {
        for (const { name, what, minutes } of all)
            console.log(`${name.padEnd(16)} ${`${minutes} min`.padStart(6)}  ${what}`);
        return 0;
    }
    const chosen = option === '--only' ? all.filter(each => each.name === name) : CASES;
    if ((option !== undefined && option !== '--only') || chosen.length === 0) {
        console.error(`${USAGE}\ncases: ${all.map(each => each.name).join(', ')}`);
        return 2;
    }
    return runCases(chosen);
}

async function runCases(cases: readonly BootCase[]): Promise<number> {
    const folder = await mkdtemp(join(tmpdir(), 'share-live-boot-'));
    const image = await withScope(() => liveImage());
    const failed: string[] = [];
    for (const each of cases) {
        progress(`== ${each.name}: ${each.what} (about ${each.minutes} min)`);
        const started = Date.now();
        const caseFolder = join(folder, each.name);
        await mkdir(caseFolder);
        try {
            await withScope(scope => each.run({ scope, folder: caseFolder, image }));
            progress(`✔ ${each.name}: ${seconds(Date.now() - started)}`);
        } catch (error) {
            if (error instanceof Interrupted) throw error;
            failed.push(each.name);
            console.error(error);
            progress(`✖ ${each.name}: ${seconds(Date.now() - started)}`);
        }
    }
    console.log(
        `\n${cases.length - failed.length} passed, ${failed.length} failed${failed.map(name => ` ${name}`)}`,
    );
    console.log(`Logs, events and screenshots: ${folder}`);
    return failed.length === 0 ? 0 : 1;
}

try {
    process.exit(await main(process.argv.slice(2)));
} catch (error) {
    console.error(error instanceof Interrupted ? `\n${error.message}: everything is taken down` : error);
    process.exit(error instanceof Interrupted ? 130 : 1);
}
