// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import { kernelHas } from '../lib/kernel-module.js';
import { readText } from '../lib/files.js';
import { run } from '../lib/process.js';
import { readNfsdSettings } from './kernel-nfs.js';
import { mountdPort } from './rpc-info.js';
import type { EngineFacts, KernelNfs } from '../share/types.js';

/** What this machine has to serve with, and whether it serves NFS already. */
export async function engineFacts(): Promise<EngineFacts> {
    return {
        nginx: isInstalled('nginx'),
        kernelNfs: await kernelNfs(),
        ganesha: isInstalled('rpcbind') && (await ganeshaServes()),
        dconf: isInstalled('dconf'),
    };
}

async function kernelNfs(): Promise<KernelNfs> {
    // the kernel's server is of no use without its user space (package nfs-kernel-server)
    if (!isInstalled('rpc.nfsd') || !isInstalled('rpcbind') || !(await kernelHas('nfsd', 'nfsd')))
        return { state: 'absent' };
    if (nfsThreads() === 0) return { state: 'idle', settings: readNfsdSettings() };
    return { state: 'in-use', mountdPort: mountdPort((await run(['rpcinfo', '-p', '127.0.0.1'])).stdout) };
}

/**
 * nfs-ganesha as Debian builds it asks for POSIX access control lists from version 6 on, and lists no folder of a file
 * system without them, as a medium's is (vfs_sub_getattrs in its FSAL_VFS/vfs/attrs.c).
 */
async function ganeshaServes(): Promise<boolean> {
    if (!isInstalled('ganesha.nfsd')) return false;
    const version = /Release = V(\d+)/.exec((await run(['ganesha.nfsd', '-v'])).stdout)?.[1];
    return version !== undefined && Number(version) < 6;
}

function isInstalled(program: string): boolean {
    return GLib.find_program_in_path(program) !== null;
}

/**
 * The kernel's NFS statistics, as nfsstat(8) reads them: unlike nfsd(7)'s controls they are there without a mount, for
 * the helper has a /proc of its own.
 */
function nfsThreads(): number {
    return Number(/^th (\d+)/m.exec(readText('/proc/net/rpc/nfsd') ?? '')?.[1] ?? 0);
}
