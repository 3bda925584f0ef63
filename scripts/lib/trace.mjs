// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

/** @type {Map<string, SourceMap | undefined>} */
const maps = new Map();

/** @param {string} file */
function mapOf(file) {
    if (!maps.has(file)) {
        const map = `${file}.map`;
        maps.set(file, existsSync(map) ? new SourceMap(JSON.parse(readFileSync(map, 'utf8'))) : undefined);
    }
    return maps.get(file);
}

/**
 * Puts the places in the sources into stack traces of GJS, which reads source maps by itself only since 1.83.
 * @param {string} text
 */
export function mapTraces(text) {
    return text.replace(/file:\/\/(\S+?\.js):(\d+):(\d+)/g, (place, file, line, column) => {
        const found = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
        if (!found || !('originalSource' in found) || !found.originalSource) return place;
        const source = String(found.originalSource).replace(/^(\.\.\/)+/, '');
        return `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`;
    });
}
