// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { readText } from '../lib/files.js';
import { ownProcess } from '../lib/own-process.js';
import { opensForWriting } from '../medium/descriptor-flags.js';
import { Problem } from '../protocol/problem.js';

/** More than a file system takes for itself. */
const MIN_BYTES = 16 * 1024 * 1024;

/**
 * Checks the descriptor of a client's store that the app sent: a file that a person opened for reading and writing, so that root
 * writes nothing for them that they could not write themselves.
 *
 * @param descriptor its number in this process
 * @returns a path by which root can open the file anew
 * @throws Problem `store-unusable`
 */
export function checkStoreDescriptor(descriptor: number): string {
    const path = `${ownProcess()}/fd/${descriptor}`;
    const info = Gio.File.new_for_path(path).query_info(
        'standard::type,standard::size',
        Gio.FileQueryInfoFlags.NONE,
        null,
    );
    const isFile = info.get_file_type() === Gio.FileType.REGULAR && info.get_size() >= MIN_BYTES;
    if (!isFile || !opensForWriting(readText(`${ownProcess()}/fdinfo/${descriptor}`) ?? ''))
        throw new Problem('store-unusable', {}, 'not a file that was opened for writing');
    return path;
}
