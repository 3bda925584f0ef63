// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { Problem } from '../backend/protocol/problem.js';

/** An opened image: its descriptor lives as long as the stream is open. */
export interface OpenedImage {
    readonly descriptor: number;
    readonly close: () => void;
}

/**
 * Opens an image for reading, as the person who asked for it: nobody can share what they may not read.
 *
 * @throws Problem `image-missing`, or `image-not-a-file` (also what would make opening wait: a FIFO)
 */
export function openImage(path: string): OpenedImage {
    const file = Gio.File.new_for_path(path);
    const type = file.query_file_type(Gio.FileQueryInfoFlags.NONE, null);
    if (type === Gio.FileType.UNKNOWN) throw new Problem('image-missing', {}, path);
    if (type !== Gio.FileType.REGULAR) throw new Problem('image-not-a-file', {}, path);
    try {
        const stream = file.read(null);
        if (!hasDescriptor(stream)) throw new Error('not a local file');
        return { descriptor: stream.get_fd(), close: () => stream.close(null) };
    } catch (error) {
        throw new Problem('image-missing', {}, String(error));
    }
}

/** GFileDescriptorBased, by what it can do: it moves to another namespace in newer versions of GLib. */
function hasDescriptor(stream: object): stream is { get_fd(): number } {
    return 'get_fd' in stream;
}
