// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { build, root } from './paths.mjs';

/**
 * Runs Meson, silent unless it fails; then this process ends as well.
 * @param {string[]} args
 * @returns {string} its standard output
 */
export function meson(...args) {
    // Two builds at once, say a test beside an editor, take turns.
    const { status, stdout, error } = spawnSync('flock', [join(build, 'meson.lock'), 'meson', ...args], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (error) console.error(`meson: ${error.message}`);
    if (status === 0) return stdout;
    process.stderr.write(stdout ?? '');
    process.exit(1);
}

/**
 * Whether the folder was set up, and for this place: a repository that was moved or copied starts anew.
 * @param {string} folder
 */
function isSetUp(folder) {
    const info = join(folder, 'meson-info/meson-info.json');
    if (!existsSync(info)) return false;
    const { directories, error } = JSON.parse(readFileSync(info, 'utf8'));
    return !error && directories.source === root;
}

/**
 * Sets a build folder up where that was not done yet.
 * @param {string} folder
 * @param {string[]} options of `meson setup`
 */
export function setUpFolder(folder, ...options) {
    mkdirSync(build, { recursive: true });
    if (isSetUp(folder)) return;
    rmSync(folder, { recursive: true, force: true });
    meson('setup', folder, ...options);
}
