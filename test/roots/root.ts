// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CACHE_FOLDER, lock } from '../lab/cache.js';
import { bootstrap } from '../lab/debian.js';
import { makeNamespaces, type Namespaces } from '../lab/namespaces.js';
import { runChecked } from '../lab/process.js';
import type { Scope } from '../lab/scope.js';

/** Set-up inside the new namespaces; `$1` is the root. */
const SET_UP = `
hostname debian
# a root must be a mount point, for bubblewrap too
mount --bind "$1" "$1"
mount --rbind /dev "$1/dev"
mount -t devpts -o newinstance,ptmxmode=666,mode=620 devpts "$1/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
mount --rbind /sys "$1/sys"
mount -t proc proc "$1/proc"
mount -t tmpfs -o mode=755 tmpfs "$1/run"
cd "$1"
pivot_root . .
umount --lazy .
`;

/** A Debian as its installer's smallest choice leaves it, that runs on this machine's kernel and sees its network. */
export interface Root {
    readonly namespaces: Namespaces;
    /** As seen from outside. */
    readonly folder: string;
}

/** Makes a root that is gone when the scope ends. Needs root. @param options of mmdebstrap */
export async function makeRoot(scope: Scope, suite: string, options: readonly string[]): Promise<Root> {
    const folder = join(CACHE_FOLDER, `root-${suite}`);
    await mkdir(CACHE_FOLDER, { recursive: true });
    scope.defer(await lock(`${folder}.lock`));
    // What was mounted there ended with its namespaces. Should it not have, nothing of this machine's is removed.
    const remove = async (): Promise<void> => {
        await runChecked(['rm', '--recursive', '--force', '--one-file-system', folder]);
    };
    // A killed run may have left one.
    await remove();
    scope.defer(remove);
    // No package of it is to outlive a power cut: installing hundreds is quicker when nothing is forced to the disk.
    await bootstrap(folder, suite, ['--variant=minbase', '--dpkgopt=force-unsafe-io', ...options]);
    // The smallest Debian has no such file; without it not even sudo knows its own machine.
    await writeFile(join(folder, 'etc/hosts'), '127.0.0.1 localhost debian\n::1 localhost\n');
    const namespaces = await makeNamespaces(['uts', 'ipc'], SET_UP, [folder]);
    scope.defer(() => namespaces.close());
    return { namespaces, folder };
}
