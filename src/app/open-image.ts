// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { Problem } from '../backend/protocol/problem.js';

Gio._promisify(Gio.File.prototype, 'query_info_async', 'query_info_finish');
Gio._promisify(Gio.File.prototype, 'read_async', 'read_finish');

/** An opened image: its descriptor lives as long as the stream is open. */
export interface OpenedImage {
    readonly descriptor: number;
    readonly close: () => void;
}

/** @returns a file's path; its address where it has none, which `openImage` says cannot be opened */
export function imagePath(file: Gio.File): string {
    return file.get_path() ?? file.get_uri();
}

/**
 * Opens an image for reading, as the person who asked for it: nobody can share what they may not read.
 *
 * @throws Problem `image-missing`, or `image-not-a-file` (also what would make opening wait: a FIFO)
 */
export async function openImage(path: string): Promise<OpenedImage> {
    const file = Gio.File.new_for_path(path);
    try {
        const info = await file.query_info_async(
            Gio.FILE_ATTRIBUTE_STANDARD_TYPE,
            Gio.FileQueryInfoFlags.NONE,
            GLib.PRIORITY_DEFAULT,
            null,
        );
        if (info.get_file_type() !== Gio.FileType.REGULAR) throw new Problem('image-not-a-file', {}, path);
        const stream = await file.read_async(GLib.PRIORITY_DEFAULT, null);
        if (!hasDescriptor(stream)) throw new Error('not a local file');
        return {
            descriptor: stream.get_fd(),
            close: () => stream.close_async(GLib.PRIORITY_DEFAULT, null, null),
        };
    } catch (error) {
        if (error instanceof Problem) throw error;
        throw new Problem('image-missing', {}, String(error));
    }
}

/** GFileDescriptorBased, by what it can do: it moves to another namespace in newer versions of GLib. */
function hasDescriptor(stream: object): stream is { get_fd(): number } {
    return 'get_fd' in stream;
}
