// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

Gio._promisify(Gio.Subprocess.prototype, 'communicate_utf8_async', 'communicate_utf8_finish');

/** What a client can write at most; the file takes as much of the disk as is in it. */
export const STORE_BYTES = 4_000_000_000;

/** A client's store: its descriptor lives as long as the stream is open. */
export interface OpenedStore {
    readonly descriptor: number;
    readonly close: () => void;
}

/** mkfs.ext4 and e2fsck are not in every person's path. */
const PATH = '/usr/sbin:/sbin:/usr/bin:/bin';

/** e2fsck(8): nothing was wrong, or all was mended. */
const MENDED = 1;

/**
 * Opens the file in which a client keeps its files, as the person who asked for it. A new one is made with an empty file
 * system; one that is there is looked through first, for the computer may have lost its power.
 *
 * @param folder the person's
 * @param mac of the client
 * @throws Error where that cannot be, with what the programs said
 */
export async function openStore(folder: string, mac: string): Promise<OpenedStore> {
    const path = `${folder}/${mac.replaceAll(':', '-')}.img`;
    const file = Gio.File.new_for_path(path);
    if (file.query_exists(null)) await run(['e2fsck', '-p', path], MENDED);
    else await makeStore(file, path);
    const stream = file.open_readwrite(null);
    const output = stream.get_output_stream();
    if (!hasDescriptor(output)) throw new Error('not a local file');
    return { descriptor: output.get_fd(), close: () => stream.close(null) };
}

/** Programs do it, for where a file cannot have holes it takes a while. */
async function makeStore(file: Gio.File, path: string): Promise<void> {
    // nothing that the kernel would have to clear later, and so write
    const cleared = 'root_owner=0:0,lazy_itable_init=0,lazy_journal_init=1';
    try {
        await run(['install', '--mode=600', '/dev/null', path], 0);
        await run(['truncate', `--size=${STORE_BYTES}`, path], 0);
        await run(['mkfs.ext4', '-q', '-F', '-m', '0', '-E', cleared, path], 0);
    } catch (error) {
        if (file.query_exists(null)) file.delete(null);
        throw error;
    }
}

async function run(argv: readonly string[], worst: number): Promise<void> {
    const launcher = new Gio.SubprocessLauncher({
        flags: Gio.SubprocessFlags.STDOUT_PIPE | Gio.SubprocessFlags.STDERR_MERGE,
    });
    launcher.setenv('PATH', PATH, true);
    const process = launcher.spawnv(['env', ...argv]);
    const [output] = await process.communicate_utf8_async(null, null);
    if (!process.get_if_exited() || process.get_exit_status() > worst)
        throw new Error(`${argv.join(' ')}: ${output}`);
}

/** GFileDescriptorBased, by what it can do: it moves to another namespace in newer versions of GLib. */
function hasDescriptor(stream: object): stream is { get_fd(): number } {
    return 'get_fd' in stream;
}
