// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { runChecked } from '../lib/process.js';
import type { Step, Undo } from '../share/types.js';

/** Starts the kernel's NFS server and exports the medium to the clients. */
export async function startKernelNfs(step: Extract<Step, { kind: 'kernel-nfs' }>): Promise<void> {
    await runChecked([
        'rpc.nfsd',
        '--no-nfs-version',
        '4',
        '--host',
        step.address,
        '--',
        String(step.threads),
    ]);
}

/** Takes back what `startKernelNfs` did, from whatever process. */
export async function stopKernelNfs(undo: Extract<Undo, { kind: 'kernel-nfs' }>): Promise<void> {
    await runChecked(['rpc.nfsd', '--', String(undo.threads)]);
}
