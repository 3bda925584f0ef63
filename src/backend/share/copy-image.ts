// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { delay } from '../lib/delay.js';
import { freeBytes, makeFolder, removeTree } from '../lib/files.js';
import { spawn } from '../lib/process.js';
import { Problem } from '../protocol/problem.js';
import { UNPRIVILEGED } from '../lib/unprivileged.js';

Gio._promisify(Gio.OutputStream.prototype, 'splice_async', 'splice_finish');

const PROGRESS_MS = 250;

/** What a file system needs beside its files. */
const OVERHEAD_BYTES = 4 * 1024 * 1024;

/**
 * Copies what is served from an image into a read-only squashfs of our own, for kernels without iso9660: bsdtar reads
 * the image in user space as nobody, sqfstar packs what it is handed, uncompressed. The result holds nothing else.
 *
 * @param image path of the opened image (/proc/self/fd/N)
 * @param files paths inside the image, @param bytes their size together
 * @throws Problem `disk-full`, `image-damaged`
 */
export async function copyImage(
    image: string,
    files: readonly string[],
    bytes: number,
    path: string,
    onProgress: (fraction: number) => void,
): Promise<void> {
    const folder = GLib.path_get_dirname(path);
    // what a copy left that a power cut ended, and its journal with it
    removeTree(folder);
    makeFolder(folder);
    if (freeBytes(folder) < bytes + OVERHEAD_BYTES)
        throw new Problem('disk-full', { path: folder, megabytes: String(Math.ceil(bytes / 1e6)) });
    const unpack = start(
        [
            ...UNPRIVILEGED,
            ...['bsdtar', '-c', '-f', '-', '--format=pax'],
            ...files.flatMap(file => ['--include', escapeGlob(file)]),
            '@-',
        ],
        launcher => launcher.set_stdin_file_path(image),
    );
    const pack = start(
        [
            ...[
                'sqfstar',
                '-quiet',
                '-no-progress',
                '-exports',
                '-noI',
                '-noD',
                '-noF',
                '-noX',
                '-no-xattrs',
            ],
            ...[
                '-no-fragments',
                '-no-tailends',
                '-no-duplicates',
                '-force-uid',
                '0',
                '-force-gid',
                '0',
                path,
            ],
        ],
        launcher => launcher.set_flags(PIPES | Gio.SubprocessFlags.STDIN_PIPE),
    );
    const [source, target] = [unpack.get_stdout_pipe(), pack.get_stdin_pipe()];
    if (source === null || target === null) throw new Problem('internal', {}, 'no pipe');
    const both = Gio.OutputStreamSpliceFlags.CLOSE_SOURCE | Gio.OutputStreamSpliceFlags.CLOSE_TARGET;
    let done = false;
    const end = Promise.allSettled([
        target.splice_async(source, both, GLib.PRIORITY_DEFAULT, null),
        ended(unpack),
        ended(pack),
    ]).then(results => {
        done = true;
        return results;
    });
    while (!done) {
        onProgress(Math.min(1, sizeOf(path) / bytes));
        await Promise.race([end, delay(PROGRESS_MS)]);
    }
    const [, unpacked, packed] = await end;
    if (unpacked.status === 'rejected') throw new Problem('image-damaged', {}, String(unpacked.reason));
    if (packed.status === 'rejected') {
        const detail = String(packed.reason);
        throw new Problem(/space/i.test(detail) ? 'disk-full' : 'image-damaged', { path: folder }, detail);
    }
}

const PIPES = Gio.SubprocessFlags.STDERR_PIPE | Gio.SubprocessFlags.STDOUT_PIPE;

function start(argv: readonly string[], prepare: (launcher: Gio.SubprocessLauncher) => void): Gio.Subprocess {
    const launcher = new Gio.SubprocessLauncher({ flags: PIPES });
    prepare(launcher);
    return spawn(launcher, argv);
}

/** @throws Error with what it wrote to standard error, where it failed */
async function ended(process: Gio.Subprocess): Promise<void> {
    const errors = process.get_stderr_pipe();
    const text = errors === null ? '' : await readAll(errors);
    await process.wait_async(null);
    if (!process.get_if_exited() || process.get_exit_status() !== 0) throw new Error(text);
}

async function readAll(stream: Gio.InputStream): Promise<string> {
    const memory = Gio.MemoryOutputStream.new_resizable();
    await memory.splice_async(
        stream,
        Gio.OutputStreamSpliceFlags.CLOSE_SOURCE | Gio.OutputStreamSpliceFlags.CLOSE_TARGET,
        GLib.PRIORITY_DEFAULT,
        null,
    );
    return new TextDecoder().decode(memory.steal_as_bytes().toArray());
}

function sizeOf(path: string): number {
    try {
        return Gio.File.new_for_path(path)
            .query_info('standard::size', Gio.FileQueryInfoFlags.NOFOLLOW_SYMLINKS, null)
            .get_size();
    } catch {
        return 0;
    }
}

/** bsdtar takes patterns (glob(7)) where a path is meant. */
function escapeGlob(path: string): string {
    return path.replace(/[\\*?[\]{}]/g, '\\$&');
}
