// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Engine } from '../share/types.js';
import { NFS_PORTS } from '../network/nfs-ports.js';
import type { Subnet } from '../network/types.js';
import { sandboxed, type Bind } from './sandbox.js';

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

/** nfs-ganesha's configuration (ganesha-core-config(8), ganesha-export-config(8)): one read-only NFSv3 export. */
export function ganeshaConfig(subnet: Subnet, exportPath: string): string {
    return `NFS_CORE_PARAM {
    Protocols = 3;
    Bind_addr = ${subnet.address};
    NFS_Port = ${NFS_PORTS.nfs};
    MNT_Port = ${NFS_PORTS.mountd};
    mount_path_pseudo = false;
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
    Access_Type = None;
    CLIENT { Clients = ${subnet.network}/${subnet.prefix}; Access_Type = RO; }
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
                    { from: config, to: '/etc/ganesha.conf' },
                    { from: exportPath, to: exportPath },
                    rpcRun(run),
                ],
                // file handles are opened as such; all clients are squashed to nobody
                capabilities: ['dac_read_search', 'setuid', 'setgid', 'net_bind_service', 'sys_resource'],
            },
            ['ganesha.nfsd', '-F', '-f', '/etc/ganesha.conf', '-L', '/dev/stderr', '-p', '/tmp/ganesha.pid'],
        ),
        ready: { kind: 'tcp', address, port: NFS_PORTS.mountd },
    };
}
