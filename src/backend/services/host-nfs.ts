// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import { delay } from '../lib/delay.js';
import { makeFolder } from '../lib/files.js';
import { HARMLESS } from '../lib/mount-options.js';
import { ownProcess } from '../lib/own-process.js';
import { run, runChecked } from '../lib/process.js';
import { Problem } from '../protocol/problem.js';
import type { Step, Undo } from '../share/types.js';
import { flushNfsCaches } from './kernel-nfs.js';

/** The mount namespace of this machine's services: share-live-helper opened it for the helper and for the janitor. */
const HOST_NAMESPACE_DESCRIPTOR = 7;

/**
 * exportfs(8), which writes its table anew, as this machine's own services do: readable by all, which our umask would
 * change.
 */
const EXPORTFS = ['sh', '-c', 'umask 022 && exec exportfs "$@"', 'exportfs'];

/** How long the kernel may take to let go of an export that clients used. */
const RELEASE_MS = 5_000;
const POLL_MS = 100;

/**
 * Adds the medium to what the NFS server of this machine exports: exportfs(8), never /etc/exports. It is mounted once
 * more for that, where that server sees it.
 *
 * @param mounted where the helper has it mounted
 */
export async function addHostExport(
    mounted: string,
    { path, clients, options }: Extract<Step, { kind: 'host-export' }>,
): Promise<void> {
    const look = ['findmnt', '--noheadings', '--output', 'SOURCE,FSTYPE', '--mountpoint', mounted];
    const [device, fileSystem] = (await runChecked(look)).trim().split(/\s+/);
    if (device === undefined || fileSystem === undefined) throw new Problem('medium-gone');
    makeFolder(path);
    await runOnHost(['mount', '-t', fileSystem, '-o', HARMLESS, '--', device, path]);
    await runOnHost([...EXPORTFS, '-o', options, `${clients}:${path}`]);
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
    await run(onHost([...EXPORTFS, '-u', `${clients}:${path}`]));
    flushNfsCaches();
    const deadline = GLib.get_monotonic_time() / 1000 + RELEASE_MS;
    while (await isMounted(path)) {
        const { status, stderr } = await run(onHost(['umount', '--', path]));
        if (status === 0) continue;
        if (GLib.get_monotonic_time() / 1000 > deadline) throw new Problem('undo-failed', {}, stderr);
        await delay(POLL_MS);
    }
    GLib.rmdir(path);
}

async function isMounted(path: string): Promise<boolean> {
    return (await run(onHost(['mountpoint', '--quiet', '--', path]))).status === 0;
}

/** @returns the arguments with which a program sees what the services of this machine see */
function onHost(argv: readonly string[]): readonly string[] {
    const namespace = `${ownProcess()}/fd/${HOST_NAMESPACE_DESCRIPTOR}`;
    return ['nsenter', `--mount=${namespace}`, '--', ...argv];
}

async function runOnHost(argv: readonly string[]): Promise<void> {
    await runChecked(onHost(argv));
}
