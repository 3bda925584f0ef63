// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Builds with Meson and installs into build/usr, from where the program runs as it would from /usr. With --stage it is
// built for /usr itself, as a package is, and laid into build/installed, for machines that see it there.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { build, prefix, root } from './lib/paths.mjs';

const staged = process.argv[2] === '--stage';
const folder = join(build, staged ? 'meson-stage' : 'meson');
const destination = staged ? { DESTDIR: join(build, 'installed') } : {};

/** @param {string[]} args */
function meson(...args) {
    // Two builds at once, say a test beside an editor, take turns.
    const { status, stdout, error } = spawnSync('flock', [join(build, 'meson.lock'), 'meson', ...args], {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, ...destination },
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (error) console.error(`meson: ${error.message}`);
    if (status === 0) return;
    process.stderr.write(stdout ?? '');
    process.exit(1);
}

/** Whether the folder was set up, and for this place: a repository that was moved or copied starts anew. */
function isSetUp() {
    const info = join(folder, 'meson-info/meson-info.json');
    if (!existsSync(info)) return false;
    const { directories, error } = JSON.parse(readFileSync(info, 'utf8'));
    return !error && directories.source === root;
}

mkdirSync(build, { recursive: true });
if (!isSetUp()) {
    rmSync(folder, { recursive: true, force: true });
    meson('setup', folder, '--prefix', staged ? '/usr' : prefix);
}
meson('install', '-C', folder, '--quiet', '--only-changed');
