// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Endpoint, Transport } from '../types.js';

/**
 * Where the hooks of archiso, and of miso, its child, find their images: over NFS all would be copied into memory but for
 * `copytoram=n`; the URL is of the server's root, with its slash; without `ip=` they do nothing.
 *
 * @param prefix of the parameters' names
 */
export function serverParameters(
    prefix: 'archiso' | 'miso',
    transport: Transport,
    { address, httpPort, exportPath }: Endpoint,
): readonly string[] {
    switch (transport) {
        case 'nfs':
            return [`${prefix}_nfs_srv=${address}:${exportPath}`, 'copytoram=n', 'ip=dhcp'];
        case 'ram':
            return [`${prefix}_http_srv=http://${address}:${httpPort}/`, 'ip=dhcp'];
    }
}
