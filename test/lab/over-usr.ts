// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Machine } from './machine.js';

/**
 * Set-up inside a machine; `$1` is a name, `$2` the folder. A copy, owned by root as a package's files are: it stays as
 * it is when the folder changes, and is there for everybody, wherever the folder lies.
 */
const LAY = `
set -eu
mkdir -p "/run/$1"
mount -t tmpfs -o mode=755 tmpfs "/run/$1"
cp -r --preserve=mode,links "$2" "/run/$1/usr"
mount -t overlay -o "lowerdir=/run/$1/usr:/usr" overlay /usr
`;

/** Lays what a package would put into /usr over a machine's, and only there. @param name of a new folder in its /run */
export async function layOverUsr(machine: Machine, name: string, folder: string): Promise<void> {
    await machine.check(['bash', '-c', LAY, 'bash', name, folder]);
}
