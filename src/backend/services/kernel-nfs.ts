// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { readText, writeSetting } from '../lib/files.js';
import { run, runChecked } from '../lib/process.js';
import type { NfsdSettings, Step, Undo } from '../share/types.js';
import { NFSD_CONTROLS } from './nfs.js';

const SETTINGS: Readonly<Record<keyof NfsdSettings, string>> = {
    lockTcpPort: '/proc/sys/fs/nfs/nlm_tcpport',
    lockUdpPort: '/proc/sys/fs/nfs/nlm_udpport',
    trackingProgram: '/sys/module/nfsd/parameters/cltrack_prog',
};

/** What the kernel keeps of clients and exports beside its threads (nfsd(7)). */
const CACHES = ['auth.unix.ip', 'auth.unix.gid', 'nfsd.export', 'nfsd.fh'];

/** rpc.mountd's number and versions (RFC 1813, appendix I). */
const MOUNTD_PROGRAM = '100005';
const MOUNTD_VERSIONS = ['1', '2', '3'];

/** Starts the kernel's NFS server and exports the medium to the clients. */
export async function startKernelNfs(step: Extract<Step, { kind: 'kernel-nfs' }>): Promise<void> {
    writeSettings(step.settings);
    for (const command of step.commands) await runChecked(command);
}

/**
 * Ends all threads of the kernel's NFS server (nfsd(7)). rpc.nfsd(8) is not used for it: where there are no threads
 * any more, for they end with the last mount of these controls, it first opens sockets, and fails without rpcbind.
 */
const STOP = '{ mountpoint --quiet "$0" || mount -t nfsd nfsd "$0"; } && echo 0 >"$0/threads"';

/**
 * Ends the kernel's NFS server, from whatever process, and also where it has ended: with its last thread its exports
 * go, and nothing holds the medium any more. The mount namespace is there for the controls, where they are not mounted.
 */
export async function stopKernelNfs(undo: Extract<Undo, { kind: 'kernel-nfs' }>): Promise<void> {
    await runChecked(['unshare', '--mount', '--', 'sh', '-c', STOP, NFSD_CONTROLS]);
    flushNfsCaches();
    // a killed rpc.mountd stays registered with a rpcbind that is not ours; where it is not, this fails, as it should
    for (const version of MOUNTD_VERSIONS) await run(['rpcinfo', '-d', MOUNTD_PROGRAM, version]);
    writeSettings(undo.settings);
}

/** Lets the kernel forget which clients and exports it has asked rpc.mountd about. */
export function flushNfsCaches(): void {
    // any time does: everything up to now goes
    for (const cache of CACHES) writeSetting(`/proc/net/rpc/${cache}/flush`, '1');
}

/** Reads the settings as they are, for undo. */
export function readNfsdSettings(): NfsdSettings {
    return {
        lockTcpPort: read('lockTcpPort'),
        lockUdpPort: read('lockUdpPort'),
        trackingProgram: read('trackingProgram'),
    };
}

function read(name: keyof NfsdSettings): string | null {
    return readText(SETTINGS[name])?.trim() ?? null;
}

function writeSettings(settings: NfsdSettings): void {
    for (const name of ['lockTcpPort', 'lockUdpPort', 'trackingProgram'] as const) {
        const value = settings[name];
        // the kernel takes an empty text only as a text with an end
        if (value !== null) writeSetting(SETTINGS[name], value === '' ? '\0' : value);
    }
}
