// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { readText } from '../lib/files.js';
import { ownProcess } from '../lib/own-process.js';
import { Problem } from '../protocol/problem.js';
import { descriptorFault } from './descriptor-flags.js';

/** Smaller than any medium: an ISO image's first 32 KiB are empty by its format. */
const MIN_BYTES = 64 * 1024;

/**
 * Checks the descriptor of an image that the app sent, before anything is read through it: it must be one that a
 * person opened for reading, so that root reads nothing for them that they could not read themselves.
 *
 * @param descriptor its number in this process
 * @param leastBytes a smaller file is none
 * @returns a path by which root can open the image anew, in other processes too, as long as the descriptor is open
 * @throws Problem `image-not-a-file`, `image-writable`, `image-unreadable`; `image-damaged` where it is far too small
 */
export function checkImageDescriptor(descriptor: number, leastBytes = MIN_BYTES): string {
    const path = `${ownProcess()}/fd/${descriptor}`;
    const file = Gio.File.new_for_path(path);
    const info = query(file);
    if (info.get_file_type() !== Gio.FileType.REGULAR) throw new Problem('image-not-a-file');
    const fault = descriptorFault(readText(`${ownProcess()}/fdinfo/${descriptor}`) ?? '');
    if (fault !== null) throw new Problem(fault);
    if (info.get_size() < leastBytes)
        throw new Problem('image-damaged', {}, `${info.get_size()} bytes are too few for an image`);
    checkReadable(file);
    return path;
}

/** @returns the size of an image that everybody may read, null where not everybody may */
export function readableBytes(image: string): number | null {
    const info = query(Gio.File.new_for_path(image));
    return (info.get_attribute_uint32('unix::mode') & 0o004) === 0 ? null : info.get_size();
}

/** A link to an open file leads to the file itself, whatever its name leads to by now. */
function query(file: Gio.File): Gio.FileInfo {
    try {
        return file.query_info('standard::type,standard::size,unix::mode', Gio.FileQueryInfoFlags.NONE, null);
    } catch (error) {
        throw new Problem('image-unreadable', {}, String(error));
    }
}

/** A person's own FUSE mount lets nobody else in, not even root. */
function checkReadable(file: Gio.File): void {
    try {
        const stream = file.read(null);
        stream.read_bytes(1, null);
        stream.close(null);
    } catch (error) {
        throw new Problem('image-unreadable', {}, String(error));
    }
}
