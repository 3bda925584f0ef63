// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { resolve } from 'node:path';

import type { Machine } from './machine.js';
import { runChecked } from './process.js';

/** Tests run in the root folder of the repository. */
const STAGE = resolve('build/installed');

/** The program as it is found in a machine after `install`. */
export const INSTALLED_PROGRAM = '/usr/bin/share-live';

/**
 * Set-up inside a machine; `$1` is what a package would hold. A copy, owned by root as a package's files are: it stays
 * as it is when the repository changes, and is there for everybody, wherever the repository lies.
 */
const LAY = `
set -eu
mkdir -p /run/installed
mount -t tmpfs -o mode=755 tmpfs /run/installed
cp -r --preserve=mode,links "$1/usr" /run/installed/
mount -t overlay -o lowerdir=/run/installed/usr:/usr overlay /usr
`;

let staged: Promise<string> | null = null;

/**
 * Installs the program into a machine, as a package would into this one's /usr, and only there. What looks for files
 * when it starts, as polkitd does for its actions, is to be started afterwards.
 */
export async function install(machine: Machine): Promise<void> {
    staged ??= runChecked([process.execPath, 'scripts/build.mjs', '--stage']);
    await staged;
    await machine.check(['bash', '-c', LAY, 'bash', STAGE]);
}
