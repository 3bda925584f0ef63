// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import {
    existsSync,
    mkdirSync,
    readFileSync,
    readdirSync,
    renameSync,
    rmSync,
    statSync,
    writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { build, root } from './paths.mjs';

const girs = '/usr/share/gir-1.0';
const libraries = ['Adw-1', 'NM-1.0', 'Gio-2.0', 'Gtk-4.0'];

/** Changes with every .gir file and with the generator. */
function stampNow() {
    const files = readdirSync(girs).map(name => {
        const { size, mtimeMs } = statSync(join(girs, name));
        return `${name} ${size} ${mtimeMs}`;
    });
    const generator = JSON.parse(
        readFileSync(join(root, 'node_modules/@ts-for-gir/cli/package.json'), 'utf8'),
    );
    return [generator.version, ...libraries, ...files].join('\n');
}

/**
 * Generates the types of the libraries installed here, where the last ones are not of the same libraries.
 * @param {(command: string, args: string[]) => Promise<{ ok: boolean, output: string }>} run
 */
export async function generateBaselineTypes(run) {
    const types = join(build, 'baseline-types');
    const stampFile = join(types, 'stamp');
    const stamp = stampNow();
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return { ok: true, output: '' };
    // Made aside and moved, so that a generation that was broken off is never taken for a whole one.
    const fresh = `${types}.${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    const options = ['-g', girs, '-o', fresh, '--noComments', '--ignoreVersionConflicts'];
    // Its argument parser asks for Node 20, which nothing here needs: Debian 12 has 18.
    process.env['YARGS_MIN_NODE_VERSION'] = '18';
    const result = await run('node_modules/.bin/ts-for-gir', ['generate', ...libraries, ...options]);
    if (result.ok) {
        writeFileSync(join(fresh, 'stamp'), stamp);
        rmSync(types, { recursive: true, force: true });
        renameSync(fresh, types);
    }
    rmSync(fresh, { recursive: true, force: true });
    return result;
}
