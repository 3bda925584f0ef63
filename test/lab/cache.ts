// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/** Everything large that is made once lies here, outside of the repository. */
export const CACHE_FOLDER = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'share-live');

/**
 * @param name what the file is, without its extension: `live`
 * @param extension with its dot: `.iso`
 * @param recipe everything that decides what is in the file: another recipe makes another file
 * @param make makes the file at the path it is given, using a folder that is removed afterwards
 * @returns the path of the file, made now or before. Two runs at once make it once.
 */
export async function cached(
    name: string,
    extension: string,
    recipe: unknown,
    make: (output: string, workFolder: string) => Promise<void>,
): Promise<string> {
    const key = createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16);
    const path = join(CACHE_FOLDER, `${name}-${key}${extension}`);
    if (await exists(path)) return path;
    await mkdir(CACHE_FOLDER, { recursive: true });
    const unlock = await lock(join(CACHE_FOLDER, `${name}.lock`));
    try {
        if (await exists(path)) return path;
        const workFolder = await mkdtemp(join(CACHE_FOLDER, `${name}-work-`));
        try {
            const output = join(workFolder, `output${extension}`);
            await make(output, workFolder);
            await rename(output, path);
        } finally {
            await rm(workFolder, { recursive: true, force: true });
        }
        await removeOthers(name, path);
        return path;
    } finally {
        unlock();
    }
}

/** What older recipes made, and what a killed run left behind: only the holder of the lock may do this. */
async function removeOthers(name: string, keep: string): Promise<void> {
    for (const entry of await readdir(CACHE_FOLDER)) {
        const path = join(CACHE_FOLDER, entry);
        const older = entry.startsWith(`${name}-`) && entry.length === basename(keep).length && path !== keep;
        if (older || entry.startsWith(`${name}-work-`)) await rm(path, { recursive: true, force: true });
    }
}

/** Waits for an exclusive lock, which also ends with this process, however that ends. @returns a function that gives it back */
export async function lock(path: string): Promise<() => void> {
    // `cat` answers once the lock is ours, and ends with the pipe that only we hold.
    const holder = spawn('flock', [path, 'cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
    holder.stdin.write('\n');
    const first = await Promise.race([once(holder.stdout, 'data'), once(holder, 'close')]);
    if (!Buffer.isBuffer(first[0])) throw new Error(`no lock on ${path}`);
    return () => holder.stdin.end();
}

async function exists(path: string): Promise<boolean> {
    return access(path).then(
        () => true,
        () => false,
    );
}
