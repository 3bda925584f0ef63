// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Engine, NfsdSettings } from '../share/types.js';
import { NFS_PORTS } from '../network/nfs-ports.js';
import type { ClientNetwork } from '../network/types.js';
import { sandboxed, type Bind } from '../lib/sandbox.js';

/** `rpcbind` and those who register with it meet at /run/rpcbind.sock: one /run for them all. */
export function rpcRun(folder: string): Bind {
    return { from: folder, to: '/run', writable: true };
}

/** rpcbind(8), which tells a client's `nfsmount` the ports of MOUNT and NFS. */
export function rpcbindEngine(run: string, address: string): Engine {
    return {
        name: 'rpcbind',
        argv: sandboxed(
            {
                binds: [rpcRun(run)],
                capabilities: ['net_bind_service', 'setuid', 'setgid', 'chown', 'dac_override'],
            },
            ['rpcbind', '-f', '-h', address],
        ),
        ready: { kind: 'tcp', address, port: NFS_PORTS.rpcbind },
    };
}

/**
 * nfs-ganesha's configuration (ganesha-core-config(8), ganesha-export-config(8)): one read-only NFSv3 export. Version 6
 * (Debian 13) would not start in a container without CAP_SYS_RESOURCE unless the IO flusher may fail, which matters only to
 * who mounts a share on the sharing machine; older versions warn of the parameter and go on.
 */
export function ganeshaConfig(where: ClientNetwork, exportPath: string): string {
    return `NFS_CORE_PARAM {
    Protocols = 3;
    Bind_addr = ${where.address};
    NFS_Port = ${NFS_PORTS.nfs};
    MNT_Port = ${NFS_PORTS.mountd};
    mount_path_pseudo = false;
    Allow_Set_Io_Flusher_Fail = true;
    Enable_NLM = false;
    Enable_RQUOTA = false;
}
EXPORT {
    Export_Id = 1;
    Path = ${exportPath};
    Pseudo = /medium;
    Protocols = 3;
    Transports = TCP, UDP;
    SecType = sys;
    Squash = All_Squash;
    Anonymous_Uid = 0;
    Anonymous_Gid = 0;
    Access_Type = None;
    CLIENT { Clients = ${where.network}/${where.prefix}; Access_Type = RO; }
    FSAL { Name = VFS; }
}
LOG { Default_Log_Level = EVENT; }
`;
}

/** nfs-ganesha, for kernels without an NFS server of their own. */
export function ganeshaEngine(config: string, run: string, exportPath: string, address: string): Engine {
    return {
        name: 'ganesha',
        argv: sandboxed(
            {
                binds: [
                    rpcRun(run),
                    { from: config, to: '/etc/ganesha.conf' },
                    { from: exportPath, to: exportPath },
                ],
                // file handles are opened as such; all clients are squashed to nobody
                capabilities: ['dac_read_search', 'setuid', 'setgid', 'net_bind_service', 'sys_resource'],
            },
            ['ganesha.nfsd', '-F', '-f', '/etc/ganesha.conf', '-L', '/dev/stderr', '-p', '/tmp/ganesha.pid'],
        ),
        ready: { kind: 'tcp', address, port: NFS_PORTS.mountd },
        uselessIf: 'No export entries found',
    };
}

/** Where nfsd(7) shows its controls, in the helper's mount namespace. */
export const NFSD_CONTROLS = '/proc/fs/nfsd';

/** The files that the tools of the kernel's server want to find among their tables; empty at first. */
export const NFS_TABLE_FILES = ['etab', 'rmtab', 'exports'];

/**
 * What the tools of the kernel's server see. Their own tables lie with the share, not in /var/lib/nfs; and exportfs(8)
 * fails without an exports(5), also where it is told what to export.
 */
function kernelNfsBinds(run: string, tables: string, exportPaths: readonly string[]): readonly Bind[] {
    return [
        rpcRun(run),
        { from: tables, to: '/var/lib/nfs', writable: true },
        { from: `${tables}/exports`, to: '/etc/exports' },
        { from: NFSD_CONTROLS, to: NFSD_CONTROLS, writable: true },
        ...exportPaths.map(path => ({ from: path, to: path })),
    ];
}

/** rpc.mountd(8), which answers the clients' MOUNT and tells the kernel who may have what. */
export function mountdEngine(
    run: string,
    tables: string,
    exportPaths: readonly string[],
    address: string,
): Engine {
    return {
        name: 'mountd',
        argv: sandboxed(
            { binds: kernelNfsBinds(run, tables, exportPaths), capabilities: ['net_bind_service'] },
            ['rpc.mountd', '--foreground', '--no-nfs-version', '4', '--port', String(NFS_PORTS.mountd)],
        ),
        ready: { kind: 'tcp', address, port: NFS_PORTS.mountd },
    };
}

/**
 * Options of the export (exports(5)). `fsid`, any UUID that no other export has, names the file system, for an image
 * has none that the kernel knows. Clients count as root, for a medium may keep files to root; it is read-only and holds no
 * secrets.
 */
export function exportOptions(fsid: string): string {
    return `ro,all_squash,anonuid=0,anongid=0,no_subtree_check,fsid=${fsid}`;
}

/** The command that lets clients have a folder (exportfs(8)). @param clients an address, or a network with its prefix */
export function exportCommand(
    run: string,
    tables: string,
    exportPath: string,
    clients: string,
    options: string,
): readonly string[] {
    return sandboxed({ binds: kernelNfsBinds(run, tables, [exportPath]), capabilities: ['dac_override'] }, [
        ...['exportfs', '-o', options, `${clients}:${exportPath}`],
    ]);
}

/**
 * Options of the export of a client's own store: root there makes its users' folders. What is written is on the disk before the client
 * hears that it is (`sync`).
 */
export function storeOptions(fsid: string): string {
    return `rw,sync,no_root_squash,no_subtree_check,fsid=${fsid}`;
}

/** The command that starts the kernel's server: rpc.nfsd(8), version 3 over TCP, which is what initramfs clients speak. */
export function nfsdCommand(address: string): readonly string[] {
    return ['rpc.nfsd', '--no-nfs-version', '4', '--no-udp', '--host', address, '--', String(NFSD_THREADS)];
}

/** As many as Debian's nfs-kernel-server starts by default. */
const NFSD_THREADS = 8;

/**
 * The settings during a share. Without ports the lock server, which nobody here uses, would listen where no firewall
 * rule expects it; and the tracking program would leave a data base in /var/lib/nfs.
 */
export function nfsdSettings(): NfsdSettings {
    const port = String(NFS_PORTS.lockd);
    return { lockTcpPort: port, lockUdpPort: port, trackingProgram: '' };
}
