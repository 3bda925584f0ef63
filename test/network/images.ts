// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { runChecked } from '../lab/process.js';

/** Files by their path in an image. */
export type Tree = Readonly<Record<string, string | Buffer>>;

/** The smallest that is recognised as a live medium; nothing starts from it. */
export const LIVE_TREE: Tree = {
    'live/vmlinuz': Buffer.alloc(300_000, 'kernel'),
    'live/initrd.img': Buffer.alloc(300_000, 'initrd'),
    'live/filesystem.squashfs': Buffer.alloc(4_000_000, 'root'),
    '.disk/info': 'Debian GNU/Linux 12 "Bookworm" - test amd64',
    'isolinux/isolinux.cfg':
        'default live\nlabel live\nlinux /live/vmlinuz\ninitrd /live/initrd.img\nappend boot=live components\n',
};

/** A folder for the time of `body`. */
export async function withFolder<T>(body: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), 'share-live-test-'));
    try {
        return await body(folder);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** Makes an ISO image of a tree. @returns its path in `folder` */
export async function makeIso(
    folder: string,
    tree: Tree,
    { name = 'image', label = 'Test' } = {},
): Promise<string> {
    const top = join(folder, `${name}.tree`);
    for (const [path, content] of Object.entries(tree)) {
        await mkdir(dirname(join(top, path)), { recursive: true });
        await writeFile(join(top, path), content);
    }
    const image = join(folder, `${name}.iso`);
    await runChecked([
        ...['xorriso', '-as', 'mkisofs', '-quiet', '-o', image, '-volid', label],
        ...['-rational-rock', '-iso-level', '3', top],
    ]);
    return image;
}

/** Exchanges bytes of a file for others of the same length, wherever they are: what no tool writes on its own. */
export async function patch(path: string, from: string, to: string): Promise<void> {
    const bytes = await readFile(path);
    if (Buffer.byteLength(from) !== Buffer.byteLength(to)) throw new Error('of different length');
    let found = 0;
    for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1), found++)
        bytes.write(to, at);
    if (found === 0) throw new Error(`no ${from} in ${path}`);
    await writeFile(path, bytes);
}
