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
    const isNew = !file.query_exists(null);
    const stream = isNew
        ? file.create_readwrite(Gio.FileCreateFlags.PRIVATE, null)
        : file.open_readwrite(null);
    try {
        if (isNew) {
            stream.truncate(STORE_BYTES, null);
            await run(['mkfs.ext4', '-q', '-F', '-m', '0', '-E', 'root_owner=0:0', path], 0);
        } else {
            await run(['e2fsck', '-p', path], MENDED);
        }
        const output = stream.get_output_stream();
        if (!hasDescriptor(output)) throw new Error('not a local file');
        return { descriptor: output.get_fd(), close: () => stream.close(null) };
    } catch (error) {
        stream.close(null);
        if (isNew) file.delete(null);
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
