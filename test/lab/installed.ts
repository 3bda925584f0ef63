// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { join, resolve } from 'node:path';

import type { Machine } from './machine.js';
import { layOverUsr } from './over-usr.js';
import { runChecked } from './process.js';

/** Tests run in the root folder of the repository. */
const STAGE = resolve('build/installed');

/** The program as it is found in a machine after `install`. */
export const INSTALLED_PROGRAM = '/usr/bin/share-live';

let staged: Promise<string> | null = null;

/**
 * Installs the program into a machine, as a package would into this one's /usr, and only there. What looks for files
 * when it starts, as polkitd does for its actions, is to be started afterwards.
 */
export async function install(machine: Machine): Promise<void> {
    staged ??= runChecked([process.execPath, 'scripts/build.mjs', '--stage']);
    await staged;
    await layOverUsr(machine, 'installed', join(STAGE, 'usr'));
}
