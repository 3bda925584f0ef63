// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import { kernelHas } from '../lib/kernel-module.js';
import { readText } from '../lib/files.js';
import { readNfsdSettings } from './kernel-nfs.js';
import type { EngineFacts } from '../share/types.js';

/** What this machine has to serve NFS with, and whether it does so already. */
export async function engineFacts(): Promise<EngineFacts> {
    const installed = (program: string): boolean => GLib.find_program_in_path(program) !== null;
    // the kernel's server is of no use without its user space (package nfs-kernel-server)
    const kernel = installed('rpc.nfsd') && (await kernelHas('nfsd', 'nfsd'));
    return {
        kernelNfs: !kernel ? 'absent' : nfsThreads() > 0 ? 'in-use' : 'idle',
        nfsdSettings: readNfsdSettings(),
        ganesha: installed('ganesha.nfsd'),
    };
}

/**
 * The kernel's NFS statistics, as nfsstat(8) reads them: unlike nfsd(7)'s controls they are there without a mount, for
 * the helper has a /proc of its own.
 */
function nfsThreads(): number {
    return Number(/^th (\d+)/m.exec(readText('/proc/net/rpc/nfsd') ?? '')?.[1] ?? 0);
}
