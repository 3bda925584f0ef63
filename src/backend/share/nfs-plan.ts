// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Transport } from '../medium/types.js';
import type { MemoryOnlyReason } from '../protocol/messages.js';
import { Problem } from '../protocol/problem.js';
import { NFS_PORTS } from '../network/nfs-ports.js';
import type { ClientNetwork } from '../network/types.js';
import {
    exportCommand,
    exportOptions,
    ganeshaConfig,
    ganeshaEngine,
    mountdEngine,
    NFS_TABLE_FILES,
    NFSD_CONTROLS,
    nfsdCommand,
    nfsdSettings,
    rpcbindEngine,
    storeOptions,
} from '../services/nfs.js';
import { HOST_EXPORT, MEDIUM_MOUNT, SHARE_FOLDER, STORES } from './paths.js';
import { directory, engine, file, remember } from './steps.js';
import { notExported } from './transports.js';
import type { EngineFacts, Facts, NfsdSettings, Step } from './types.js';

const GANESHA_CONFIG = `${SHARE_FOLDER}/ganesha.conf`;
const RPC_RUN = `${SHARE_FOLDER}/rpc`;
const NFS_TABLES = `${SHARE_FOLDER}/nfs`;

/** Whether this machine has an NFS server that can be used. */
function canServe(engines: EngineFacts): boolean {
    switch (engines.kernelNfs.state) {
        case 'absent':
            return engines.ganesha;
        case 'idle':
            return true;
        case 'in-use':
            return engines.kernelNfs.mountdPort !== null;
    }
}

/** @returns those of a medium's transports that this machine can serve */
export function servedTransports(
    transports: readonly Transport[],
    engines: EngineFacts,
): readonly Transport[] {
    return transports.filter(transport => transport !== 'nfs' || canServe(engines));
}

/**
 * Why clients cannot have the medium over NFS, which takes little of their memory.
 *
 * @returns null where they can, or the medium's family knows no such way
 */
export function memoryOnly({ medium, source, engines }: Facts): MemoryOnlyReason | null {
    if (!medium.transports.includes('nfs')) return null;
    return notExported(source) ?? (canServe(engines) ? null : 'no-nfs-server');
}

/** Whether it would be possible if this machine had an NFS server. */
export function nfsMissing({ source, engines }: Facts): boolean {
    const { kernelNfs, ganesha } = engines;
    return notExported(source) === null && kernelNfs.state === 'absent' && !ganesha;
}

/** A server that runs already has a mount namespace of its own, in which the medium has to be. */
export function exportPath({ engines }: Facts): string {
    return engines.kernelNfs.state === 'in-use' ? HOST_EXPORT : MEDIUM_MOUNT;
}

/** What the firewall has to know of NFS. */
export interface NfsPorts {
    /** Whether clients get anything over it. */
    readonly overNfs: boolean;
    /** Whether the machine's NFS server is ours alone: then nothing but the clients may reach it. */
    readonly guardNfs: boolean;
    /** Where clients find the MOUNT server. */
    readonly mountdPort: number;
}

/** The ports of a server that runs already are not ours to close. */
export function nfsPorts({ kernelNfs }: EngineFacts, transports: readonly Transport[]): NfsPorts {
    const running = kernelNfs.state === 'in-use';
    return {
        overNfs: transports.includes('nfs'),
        guardNfs: !running,
        mountdPort: (running ? kernelNfs.mountdPort : null) ?? NFS_PORTS.mountd,
    };
}

/**
 * @throws Problem `keep-needs-nfs` where the clients' files are to be kept and nothing here could serve them: that is the kernel's
 *     server, for the time of a share
 */
export function checkKeeping({ keep, engines }: Facts, transports: readonly Transport[]): void {
    if (keep && !(engines.kernelNfs.state === 'idle' && transports.includes('nfs')))
        throw new Problem('keep-needs-nfs', {}, `NFS server of the kernel: ${engines.kernelNfs.state}`);
}

/** The command that lets one address have a client's store. @param fsid a UUID that is the store's alone */
export function storeExport(address: string, path: string, fsid: string): readonly string[] {
    return exportCommand(RPC_RUN, NFS_TABLES, path, address, storeOptions(fsid));
}

function clientsOf(where: ClientNetwork): string {
    return `${where.network}/${where.prefix}`;
}

export function nfsSteps({ engines, network, profiles, keep }: Facts, where: ClientNetwork): readonly Step[] {
    const clients = clientsOf(where);
    // any UUID will do that no other export has
    const options = exportOptions(profiles[0]);
    if (engines.kernelNfs.state === 'in-use')
        return [
            {
                kind: 'host-export',
                path: HOST_EXPORT,
                clients,
                options,
                undo: { kind: 'host-export', path: HOST_EXPORT, clients },
            },
        ];
    const rpcbindRuns = network.busyTcpPorts.includes(NFS_PORTS.rpcbind);
    return [
        directory(RPC_RUN),
        ...(rpcbindRuns ? [] : [engine(rpcbindEngine(RPC_RUN, where.address))]),
        ...(engines.kernelNfs.state === 'idle'
            ? kernelNfsSteps(engines.kernelNfs.settings, where, options, keep)
            : ganeshaSteps(where)),
    ];
}

function ganeshaSteps(where: ClientNetwork): readonly Step[] {
    return [
        file(GANESHA_CONFIG, ganeshaConfig(where, MEDIUM_MOUNT)),
        engine(ganeshaEngine(GANESHA_CONFIG, RPC_RUN, MEDIUM_MOUNT, where.address)),
    ];
}

function kernelNfsSteps(
    settings: NfsdSettings,
    where: ClientNetwork,
    options: string,
    keep: boolean,
): readonly Step[] {
    return [
        ...(keep ? [{ kind: 'stores', undo: null } as const] : []),
        ...NFS_TABLE_FILES.map(name => file(`${NFS_TABLES}/${name}`, '')),
        remember({ kind: 'kernel-nfs', settings }),
        { kind: 'mount', source: 'nfsd', target: NFSD_CONTROLS, fileSystem: 'nfsd', undo: null },
        engine(mountdEngine(RPC_RUN, NFS_TABLES, [MEDIUM_MOUNT, ...(keep ? [STORES] : [])], where.address)),
        {
            kind: 'kernel-nfs',
            settings: nfsdSettings(),
            commands: [
                nfsdCommand(where.address),
                exportCommand(RPC_RUN, NFS_TABLES, MEDIUM_MOUNT, clientsOf(where), options),
            ],
            undo: null,
        },
    ];
}
