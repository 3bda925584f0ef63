// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runChecked } from './process.js';
import { progress } from './progress.js';

export interface DebianRecipe {
    readonly suite: string;
    readonly packages: readonly string[];
    /** Patterns of paths that are left out of every package. */
    readonly excluded: readonly string[];
    readonly hostname: string;
    /** Units of systemd. */
    readonly masked: readonly string[];
}

/** Unpacks and configures Debian's packages into a folder. @param options of mmdebstrap */
export async function bootstrap(folder: string, suite: string, options: readonly string[]): Promise<void> {
    await runChecked(
        [
            // The packages' scripts stop programs by name, polkitd for one: here they see none but their own.
            ...['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'],
            ...['mmdebstrap', '--format=directory', ...options, suite, folder],
        ],
        { onLine: line => line.startsWith('I: ') && progress(`  ${line.slice(3)}`) },
    );
}

/**
 * Installs Debian into a folder: root logs in without a password, and it is not one machine yet.
 *
 * @param files a folder with files that are there before the packages' scripts run
 */
export async function installDebian(folder: string, recipe: DebianRecipe, files?: string): Promise<void> {
    await bootstrap(folder, recipe.suite, [
        '--variant=apt',
        `--include=${recipe.packages.join(',')}`,
        ...recipe.excluded.map(pattern => `--dpkgopt=path-exclude=${pattern}`),
        ...(files === undefined ? [] : [`--essential-hook=sync-in ${files} /`]),
    ]);
    await runChecked(['chroot', folder, 'passwd', '--delete', 'root']);
    await runChecked(['chroot', folder, 'systemctl', 'mask', ...recipe.masked]);
    await writeFile(join(folder, 'etc/hostname'), `${recipe.hostname}\n`);
    // mmdebstrap leaves this machine's there.
    await writeFile(join(folder, 'etc/resolv.conf'), '');
    // A medium is not one machine: each that starts from it makes its own.
    await writeFile(join(folder, 'etc/machine-id'), '');
    await rm(join(folder, 'var/lib/dbus/machine-id'), { force: true });
}

/** @returns the one file in `folder` whose name begins so */
export async function only(folder: string, prefix: string): Promise<string> {
    const names = (await readdir(folder)).filter(name => name.startsWith(prefix));
    const [name] = names;
    if (name === undefined || names.length > 1) throw new Error(`not one ${prefix}… but ${names.length}`);
    return join(folder, name);
}
