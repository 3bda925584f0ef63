// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { run, runChecked } from '../lib/process.js';
import type { Undo } from './types.js';

/** @returns a file's inode and device, as losetup writes them */
export function fileIdentity(path: string): string {
    const info = Gio.File.new_for_path(path).query_info(
        'unix::inode,unix::device',
        Gio.FileQueryInfoFlags.NONE,
        null,
    );
    const number = info.get_attribute_uint32('unix::device');
    // the layout of dev_t in struct stat (makedev(3)), as far as 32 bits go
    const major = (number >>> 8) & 0xfff;
    const minor = (number & 0xff) | ((number >>> 12) & 0xfff00);
    return `${info.get_attribute_uint64('unix::inode')} ${major}:${minor}`;
}

/** @returns the inode and device of the file behind a loop device, as `fileIdentity` does */
export async function loopIdentity(device: string): Promise<string> {
    const backing = await runChecked(['losetup', '-n', '-O', 'BACK-INO,BACK-MAJ:MIN', '--', device]);
    return backing.trim().replace(/\s+/g, ' ');
}

/** Lets a loop device go, where it still has the file that we gave it. */
export async function releaseLoop({ device, identity }: Extract<Undo, { kind: 'loop' }>): Promise<void> {
    const { status, stdout } = await run(['losetup', '-n', '-O', 'BACK-INO,BACK-MAJ:MIN', '--', device]);
    if (status !== 0 || stdout.trim().replace(/\s+/g, ' ') !== identity) return;
    await run(['losetup', '--detach', device]);
}
