// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { rename } from 'node:fs/promises';
import { join } from 'node:path';

import { cached } from './cache.js';
import { runChecked } from './process.js';
import { progress } from './progress.js';

const recipe = { suite: 'trixie', packages: ['grub-efi-amd64-signed', 'shim-signed'] } as const;

/** What was made of it is only good for the code that made it: to be raised when `make` changes. */
const RECIPE_VERSION = 1;

/** Puts the files of packages into a folder, `$1`, and nothing of what they depend on. */
const EXTRACT = [
    'cd "$1"',
    `APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get download ${recipe.packages.join(' ')}`,
    'for package in *.deb; do dpkg-deb --extract "$package" .; done',
].join(' && ');

/**
 * The signed loaders of Debian 13, whose GRUB knows HTTP, as that of Debian 12 does not.
 *
 * @returns a folder to be laid over /usr. Making it takes some seconds, once; root, and Debian's archive within reach.
 */
export async function laterLoaders(): Promise<string> {
    return cached('later-loaders', '', { ...recipe, version: RECIPE_VERSION }, make);
}

async function make(output: string, workFolder: string): Promise<void> {
    progress(`Fetching the loaders of Debian ${recipe.suite} (once)`);
    const system = join(workFolder, 'system');
    await runChecked([
        ...['mmdebstrap', '--variant=custom', '--format=directory', `--customize-hook=${EXTRACT}`],
        ...[recipe.suite, system],
    ]);
    await rename(join(system, 'usr'), output);
}
