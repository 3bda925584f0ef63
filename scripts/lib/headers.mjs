// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

import { root } from './paths.mjs';

/** Each file tells its licence by itself; JSON and lists have no comments, prose, pictures and what of debian/ has none have the LICENSE file. */
const bare =
    /\.(json|md|png|snap|list|gitkeep)$|(^|\/)(LICENSE|LINGUAS|POTFILES(\.in)?)$|(^|\/)fixtures\/|^debian\/(changelog|copyright|source\/format)$/;
const skipped = new Set(['.git', 'build', 'node_modules']);

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
    return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
        if (skipped.has(entry.name)) return [];
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return filesIn(path);
        return entry.isFile() ? [path] : [];
    });
}

/** @returns {string[]} the files without an SPDX header */
export function withoutHeader() {
    return filesIn(root).filter(file => {
        if (bare.test(relative(root, file))) return false;
        const head = readFileSync(file, 'utf8').split('\n', 6).join('\n');
        return !/SPDX-FileCopyrightText: \d{4} .+\n.*SPDX-License-Identifier: GPL-3.0-or-later/.test(head);
    });
}
