// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { run, runChecked } from '../lib/process.js';
import { Problem } from '../protocol/problem.js';
import { journal } from './journal.js';
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

/**
 * Puts a loop device over a file of a person's. losetup(8) opens the file by its name; the device is only handed out where that was
 * seen to be the same one, for the kernel writes to it as soon as it is mounted.
 *
 * @param file `/proc/PID/fd/N`
 * @returns the device, to be detached by the caller
 * @throws Problem `store-unusable`
 */
export async function takeLoop(file: string): Promise<string> {
    const identity = fileIdentity(file);
    journal({ kind: 'loop', identity, others: await loopsOver(identity) });
    const { status, stdout, stderr } = await run(['losetup', '--find', '--show', '--', file]);
    if (status !== 0) throw new Problem('store-unusable', {}, stderr);
    const device = stdout.trim();
    if ((await loopIdentity(device)) === identity) return device;
    await run(['losetup', '--detach', device]);
    throw new Problem('store-unusable', {}, 'the file was exchanged');
}

/** Lets the loop devices over a file go that we put there. One that is mounted goes with its last user. */
export async function releaseLoop({ identity, others }: Extract<Undo, { kind: 'loop' }>): Promise<void> {
    for (const device of await loopsOver(identity))
        if (!others.includes(device)) await run(['losetup', '--detach', device]);
}

/** @returns the loop devices over a file */
async function loopsOver(identity: string): Promise<readonly string[]> {
    const list = await runChecked(['losetup', '--list', '-n', '-O', 'NAME,BACK-INO,BACK-MAJ:MIN']);
    return list.split('\n').flatMap(line => {
        const [device = '', ...backing] = line.trim().split(/\s+/);
        return backing.join(' ') === identity ? device : [];
    });
}
