// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { missing, needs } from './needs.mjs';
import { root } from './paths.mjs';
import { run, runAsRoot } from './run.mjs';

/**
 * Installs Debian packages that are missing.
 * @param {string[]} purposes of the table of needs
 * @returns {Promise<boolean>} whether all packages are there now
 */
export async function setUpPackages(purposes) {
    const wanted = missing(purposes);
    if (wanted.length === 0) return true;
    const width = Math.max(...wanted.map(need => need.packages.length));
    const list = wanted.map(need => `    ${need.packages.padEnd(width)}  ${need.why}`).join('\n');
    if (!existsSync('/usr/bin/apt-get')) {
        console.error(`Missing, by Debian’s names; there is no apt-get here to install them with:\n${list}`);
        return false;
    }
    console.log(`Installing with apt-get; no service of theirs is started or enabled:\n${list}`);
    const packages = [...new Set(wanted.flatMap(need => need.packages.split(' ')))];
    const script = fileURLToPath(new URL('apt.mjs', import.meta.url));
    if ((await runAsRoot('apt-get installs packages', process.execPath, [script, ...packages])) !== 0)
        return false;
    // On a system that keeps a file elsewhere the build or the test that needs it says more than we could.
    for (const need of missing(purposes))
        console.error(`Not found after all: ${need.proof} (${need.packages})`);
    return true;
}

/** @returns {Promise<boolean>} */
async function setUpNodeModules() {
    const lock = join(root, 'package-lock.json');
    // npm writes this one last, so it also tells a finished installation from a broken off one.
    const done = join(root, 'node_modules/.package-lock.json');
    if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return true;
    console.log(
        'Installing into node_modules what builds and checks the program: esbuild, TypeScript, types …',
    );
    // No package of ours needs its install script.
    return (
        (await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])) === 0
    );
}

/**
 * Installs what is missing; quick and silent where nothing is.
 * @param {string[]} [purposes] of the table of needs; all where left out
 * @returns {Promise<boolean>}
 */
export async function setUp(purposes = Object.keys(needs)) {
    return (await setUpPackages(purposes)) && (await setUpNodeModules());
}
