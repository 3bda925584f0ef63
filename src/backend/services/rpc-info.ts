// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Numbers of RPC programs (RFC 1813). */
const NFS_PROGRAM = 100003;
const MOUNTD_PROGRAM = 100005;

/**
 * Reads `rpcinfo -p` (rpcinfo(8): program, version, protocol, port, name in columns).
 *
 * @returns the TCP port of a MOUNT server of version 3, where NFS of version 3 is served too; else null
 */
export function mountdPort(text: string): number | null {
    const services = text.split('\n').map(line => line.trim().split(/\s+/));
    const portOf = (program: number): number | null => {
        const found = services.find(
            ([number, version, protocol]) =>
                number === String(program) && version === '3' && protocol === 'tcp',
        );
        const port = Number(found?.[3]);
        return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
    };
    return portOf(NFS_PROGRAM) === null ? null : portOf(MOUNTD_PROGRAM);
}
