// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { HARMLESS } from '../lib/mount-options.js';
import { run, runChecked } from '../lib/process.js';
import { Problem } from '../protocol/problem.js';
import { makeFolder, writeText } from '../lib/files.js';
import type { Mount } from './types.js';

/** Rock Ridge may hide a boot file from everybody but root; the engines are not root. */
const READABLE = 'overriderockperm,mode=0444,dmode=0555';

/**
 * Mounts a medium read-only, in this process's own mount namespace.
 *
 * @param source a folder for `bind`, several of them with a colon between for `overlay`, a file for `bind-file`, else a file with a file system in it; `/proc/…/fd/N` for an opened one
 * @throws Problem `image-damaged` where the kernel does not take it, `image-unreadable` where the file behind the
 * descriptor is no longer the one that was opened
 */
export async function mountMedium(
    source: string,
    target: string,
    fileSystem: Mount['fileSystem'],
): Promise<void> {
    if (fileSystem === 'nfsd') {
        await runChecked(['mount', '-t', 'nfsd', '-o', 'nosuid,nodev,noexec', '--', source, target]);
        return;
    }
    if (fileSystem === 'bind-file') return bindFile(source, target);
    makeFolder(target);
    if (fileSystem === 'bind') {
        await runChecked(['mount', '-o', `bind,${HARMLESS}`, '--', source, target]);
        return;
    }
    if (fileSystem === 'overlay') {
        await runChecked([
            'mount',
            '-t',
            'overlay',
            '-o',
            `lowerdir=${source},${HARMLESS}`,
            '--',
            'overlay',
            target,
        ]);
        return;
    }
    const options = `loop,${HARMLESS}${fileSystem === 'iso9660' ? `,${READABLE}` : ''}`;
    const mount = ['mount', '-t', fileSystem, '-o', options, '--', source, target];
    const { status, stderr } = await run(mount);
    if (status !== 0) throw new Problem('image-damaged', {}, stderr);
    await checkSameFile(source, target);
}

/** By the file's name: what a descriptor of another mount namespace leads to cannot be bound here. */
async function bindFile(source: string, target: string): Promise<void> {
    writeText(target, '');
    const { status, stderr } = await run(['mount', '-o', `bind,${HARMLESS}`, '--', source, target]);
    if (status !== 0) throw new Problem('image-unreadable', {}, stderr);
    const [opened, bound] = [fileIdentity(source), fileIdentity(target)];
    if (bound === opened) return;
    await run(['umount', '--', target]);
    throw new Problem('image-unreadable', {}, `the file was exchanged: opened ${opened}, bound ${bound}`);
}

/** mount(8) opens the file again by the name that it has now: make sure that this name still led to our file. */
async function checkSameFile(source: string, target: string): Promise<void> {
    const device = (await runChecked(['findmnt', '-n', '-o', 'SOURCE', '--mountpoint', target])).trim();
    const backing = (await runChecked(['losetup', '-n', '-O', 'BACK-INO,BACK-MAJ:MIN', '--', device])).trim();
    const opened = fileIdentity(source);
    if (backing.replace(/\s+/g, ' ') === opened) return;
    await run(['umount', target]);
    throw new Problem('image-unreadable', {}, `the file was exchanged: opened ${opened}, mounted ${backing}`);
}

/** @returns a file's inode and device, as losetup writes them */
function fileIdentity(path: string): string {
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
