// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { cached } from './cache.js';
import { installDebian, only } from './debian.js';
import { isoCommand } from './iso.js';
import { BOOKWORM, BOOKWORM_CONFIGURED, CALAMARES, DRACUT, TRIXIE, type LiveRecipe } from './live-recipes.js';
import { runChecked } from './process.js';
import { megabytes, progress } from './progress.js';

/** Where a family has its files on the medium. */
interface LiveLayout {
    readonly kernel: string;
    readonly initrd: string;
    readonly root: string;
}

const LIVE_BOOT: LiveLayout = {
    kernel: 'live/vmlinuz',
    initrd: 'live/initrd.img',
    root: 'live/filesystem.squashfs',
};

const DMSQUASH_LIVE: LiveLayout = {
    kernel: 'images/pxeboot/vmlinuz',
    initrd: 'images/pxeboot/initrd.img',
    root: 'LiveOS/squashfs.img',
};

interface LiveKind {
    /** What its file in the cache is called. */
    readonly cacheName: string;
    readonly recipe: LiveRecipe;
    readonly layout: LiveLayout;
}

const KINDS = {
    bookworm: { cacheName: 'live', recipe: BOOKWORM, layout: LIVE_BOOT },
    configured: { cacheName: 'live-configured', recipe: BOOKWORM_CONFIGURED, layout: LIVE_BOOT },
    trixie: { cacheName: 'live-trixie', recipe: TRIXIE, layout: LIVE_BOOT },
    calamares: { cacheName: 'live-calamares', recipe: CALAMARES, layout: LIVE_BOOT },
    dracut: { cacheName: 'live-dracut', recipe: DRACUT, layout: DMSQUASH_LIVE },
} as const satisfies Readonly<Record<string, LiveKind>>;

/** The live media that are made here (live-recipes.ts). */
export type LiveImageKind = keyof typeof KINDS;

/** What was made of it is only good for the code that made it: to be raised when `make` changes. */
const RECIPE_VERSION = 3;

/**
 * A small live medium. The tests, the demo and the benchmark share that of Debian 12, of about 110 MB. It starts from a CD
 * drive, too.
 *
 * @returns its path in the cache. Making it takes a minute or two, once; root, and Debian's archive within reach.
 */
export async function liveImage(kind: LiveImageKind = 'bookworm'): Promise<string> {
    const { cacheName, recipe } = KINDS[kind];
    return cached(cacheName, '.iso', { ...recipe, version: RECIPE_VERSION }, (output, folder) =>
        make(output, folder, KINDS[kind]),
    );
}

/** @returns the path, in the image, of the squashfs that holds its system */
export function rootInImage(kind: LiveImageKind): string {
    return KINDS[kind].layout.root;
}

/** @returns the SHA-256 sum, in hexadecimal, of a file in an image */
export async function checksum(image: string, path: string): Promise<string> {
    const hash = createHash('sha256');
    const bsdtar = spawn('bsdtar', ['-xOf', image, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const part of bsdtar.stdout) hash.update(part as Buffer);
    return hash.digest('hex');
}

async function make(output: string, workFolder: string, { recipe, layout }: LiveKind): Promise<void> {
    const system = join(workFolder, 'system');
    const files = join(workFolder, 'files');
    const tree = join(workFolder, 'tree');
    if (recipe.files !== undefined) await writeFiles(files, recipe.files);

    progress(`Making ${recipe.label} (once; a minute or two)`);
    await installDebian(system, recipe, recipe.files === undefined ? undefined : files);
    const { kernel, initrd, root } = inTree(tree, layout);
    for (const path of [kernel, initrd, root]) await mkdir(dirname(path), { recursive: true });
    await rename(await only(join(system, 'boot'), 'vmlinuz-'), kernel);
    await rename(await only(join(system, 'boot'), 'initrd.img-'), initrd);

    progress(`Packing ${recipe.label}`);
    await runChecked(['mksquashfs', system, root, '-comp', 'zstd', '-no-progress', '-quiet']);
    if (recipe.info !== undefined) await writeFiles(tree, { '.disk/info': recipe.info });
    const isolinux = join(tree, 'isolinux');
    for (const [name, lines] of Object.entries(recipe.menu))
        await writeFiles(isolinux, { [name]: lines.join('\n') });
    for (const loader of recipe.loaders) await copyFile(loader, join(isolinux, basename(loader)));
    await runChecked(isoCommand(tree, output, { label: recipe.label }));
    progress(`${recipe.label} is ready: ${megabytes((await stat(output)).size)}`);
}

function inTree(tree: string, { kernel, initrd, root }: LiveLayout): LiveLayout {
    return { kernel: join(tree, kernel), initrd: join(tree, initrd), root: join(tree, root) };
}

/** @param texts by path below the folder, which need not exist */
async function writeFiles(folder: string, texts: Readonly<Record<string, string>>): Promise<void> {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(texts)) {
        const path = join(folder, name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, text);
    }
}
