// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import { removeTree } from '../lib/files.js';
import { run, runChecked } from '../lib/process.js';
import { reconnect, removeBridge } from '../network/bridge.js';
import { closeZone } from '../network/firewalld.js';
import { closeFilters } from '../network/foreign-filters.js';
import { setForwarding } from '../network/forwarding.js';
import { Problem, toProblem } from '../protocol/problem.js';
import { removeHostExport } from '../services/host-nfs.js';
import { stopKernelNfs } from '../services/kernel-nfs.js';
import { journaled, settleJournal } from './journal.js';
import { releaseLoop } from './loop.js';
import { IMAGE_FILE, MEDIUM_MOUNT, SHARE_FOLDER } from './paths.js';
import { removeStores } from './stores.js';
import type { Undo } from './types.js';

/**
 * Plays the undo journal, last change first, and removes the share's files. One failure does not keep the others
 * from being undone; what failed stays in the journal for the next sweep.
 *
 * @throws Problem `undo-failed` when all was tried
 */
export async function undoAll(): Promise<void> {
    const failures: { readonly undo: Undo; readonly detail: string }[] = [];
    for (const undo of journaled()) {
        try {
            await playUndo(undo);
        } catch (error) {
            failures.push({ undo, detail: `${JSON.stringify(undo)}: ${toProblem(error).message}` });
        }
    }
    settleJournal(failures.map(failure => failure.undo));
    removeTree(SHARE_FOLDER);
    await removeStores();
    // only the helper has it mounted, and only now does nothing of the kernel's NFS server hold it
    await run(['umount', '--quiet', '--', MEDIUM_MOUNT]);
    await run(['umount', '--quiet', '--', IMAGE_FILE]);
    // empty, unless its mount is still in use: then it goes with the next share
    GLib.rmdir(MEDIUM_MOUNT);
    GLib.unlink(IMAGE_FILE);
    if (failures.length > 0)
        throw new Problem('undo-failed', {}, failures.map(each => each.detail).join('\n'));
}

async function playUndo(undo: Undo): Promise<void> {
    switch (undo.kind) {
        case 'bridge':
            return removeBridge(undo.name, undo.profiles);
        case 'reconnect':
            return reconnect(undo.interface, undo.connection);
        case 'nft-table':
            // destroying what is not there is an error for nft 1.0.6; adding it first makes it certain
            await runChecked(['nft', '-f', '-'], {
                stdin: `table inet ${undo.name}\ndelete table inet ${undo.name}\n`,
            });
            return;
        case 'open-zone':
            return closeZone(undo.zone, undo.rules);
        case 'open-filters':
            return closeFilters();
        case 'forwarding':
            return setForwarding(undo.interface, undo.value);
        case 'kernel-nfs':
            return stopKernelNfs(undo);
        case 'host-export':
            return removeHostExport(undo);
        case 'remove-copy':
            removeTree(undo.path);
            return;
        case 'loop':
            return releaseLoop(undo);
    }
}
