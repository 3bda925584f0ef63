// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * Where the parts of an NFSv3 server listen, TCP and UDP alike. rpcbind's and NFS's ports are the protocol's
 * (RFC 1833, RFC 1813); the others would be random ones that no firewall rule could name.
 */
export const NFS_PORTS = { rpcbind: 111, nfs: 2049, mountd: 20048, lockd: 32803 } as const;
