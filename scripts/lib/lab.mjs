// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { esbuild, forNode } from './esbuild.mjs';
import { build, constants, root } from './paths.mjs';
import { run, runAsRoot } from './run.mjs';

/**
 * Bundles a TypeScript program for Node and runs it in the root folder of the repository.
 * @param {string} file
 * @param {string[]} args
 * @param {string} [why] what it needs root for, where it does
 * @returns {Promise<number>} its exit code
 */
export async function runTypeScript(file, args, why) {
    if (!existsSync(join(root, file))) {
        console.error(`There is no ${file}.`);
        return 2;
    }
    const output = join(build, 'lab', file.replace(/\.ts$/, '.mjs'));
    try {
        await esbuild.build({
            ...forNode(constants),
            absWorkingDir: root,
            entryPoints: [file],
            outfile: output,
        });
    } catch {
        return 1;
    }
    const command = ['--enable-source-maps', output, ...args];
    return why ? runAsRoot(why, process.execPath, command) : run(process.execPath, command);
}
