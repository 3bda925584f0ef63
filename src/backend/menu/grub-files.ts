// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { dirname } from '../medium/families/boot-files.js';
import { mediumPath, type MenuFiles } from './config-text.js';
import type { ConditionFiles } from './grub-condition.js';

/** @returns a path inside the medium, without GRUB's device */
export function plainPath(path: string): string {
    return mediumPath(path.replace(/^\([^)]*\)/, '').replaceAll(/["']/g, ''), '');
}

/** What conditions ask, as GRUB names files. */
export function filesOf({ files }: MenuFiles): ConditionFiles {
    let folders: Set<string> | null = null;
    const allFolders = (): Set<string> => {
        const all = new Set<string>(['']);
        for (const path of files.keys())
            for (let folder = dirname(path); folder !== '' && !all.has(folder); folder = dirname(folder))
                all.add(folder);
        return all;
    };
    return {
        isFile: path => files.has(plainPath(path)),
        isFolder: path => (folders ??= allFolders()).has(plainPath(path)),
    };
}

const MAX_MATCHES = 50;

/** A word with a star in a file's name stands for the files that it matches (GRUB's module regexp). */
export function filesLike(word: string, { files }: MenuFiles): readonly string[] {
    const path = plainPath(word);
    const [start = '', end = ''] = path.split('*');
    if (start.length < dirname(path).length) return [word];
    const found: string[] = [];
    for (const name of files.keys()) {
        const rest = name.slice(start.length, name.length - end.length);
        if (!name.startsWith(start) || !name.endsWith(end) || rest === '' || rest.includes('/')) continue;
        found.push(word.slice(0, word.lastIndexOf('/') + 1) + name.slice(dirname(name).length + 1));
        if (found.length >= MAX_MATCHES) break;
    }
    return found.sort();
}
