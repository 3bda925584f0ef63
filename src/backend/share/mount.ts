// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { HARMLESS } from '../lib/mount-options.js';
import { run, runChecked } from '../lib/process.js';
import { Problem } from '../protocol/problem.js';
import { makeFolder, writeText } from '../lib/files.js';
import { fileIdentity, loopIdentity } from './loop.js';
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
    const backing = await loopIdentity(device);
    const opened = fileIdentity(source);
    if (backing === opened) return;
    await run(['umount', target]);
    throw new Problem('image-unreadable', {}, `the file was exchanged: opened ${opened}, mounted ${backing}`);
}
