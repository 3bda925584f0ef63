// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import { delay } from '../lib/delay.js';
import { run, runChecked } from '../lib/process.js';
import { Problem } from '../protocol/problem.js';
import type { Undo } from '../share/types.js';
import { flushNfsCaches } from './kernel-nfs.js';

/** What goes before a command that is to see what the services of this machine see. */
export const HOST_NAMESPACE: readonly string[] = ['nsenter', '--target', '1', '--mount', '--'];

/** How long the kernel may take to let go of an export that clients used. */
const RELEASE_MS = 5_000;
const POLL_MS = 100;

/** Adds an export to the NFS server that this machine runs: exportfs(8), never /etc/exports. */
export async function addHostExport(path: string, clients: string, options: string): Promise<void> {
    await runChecked([...HOST_NAMESPACE, 'exportfs', '-o', options, `${clients}:${path}`]);
}

/**
 * Takes the export back, and the mount behind it, from whatever process and also where they have gone.
 *
 * @throws Problem `undo-failed` where something still holds the medium
 */
export async function removeHostExport({
    path,
    clients,
}: Extract<Undo, { kind: 'host-export' }>): Promise<void> {
    // where there is no such export this fails, as it should
    await run([...HOST_NAMESPACE, 'exportfs', '-u', `${clients}:${path}`]);
    flushNfsCaches();
    const deadline = GLib.get_monotonic_time() / 1000 + RELEASE_MS;
    while (await isMounted(path)) {
        const { status, stderr } = await run([...HOST_NAMESPACE, 'umount', '--', path]);
        if (status === 0) continue;
        if (GLib.get_monotonic_time() / 1000 > deadline) throw new Problem('undo-failed', {}, stderr);
        await delay(POLL_MS);
    }
    GLib.rmdir(path);
}

async function isMounted(path: string): Promise<boolean> {
    return (await run([...HOST_NAMESPACE, 'mountpoint', '--quiet', '--', path])).status === 0;
}
