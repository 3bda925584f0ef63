// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { parseAddress } from './ipv4.js';
import { MARK, MARK_OPTION } from './share-live-mark.js';
import type { DhcpOffer } from './types.js';

/** As NetworkManager shows an option for private use. */
const MARK_BYTES = [...new TextEncoder().encode(MARK)].map(byte => byte.toString(16)).join(':');

/**
 * Reads what a network has told NetworkManager with a lease.
 *
 * @param option a DHCP option by NetworkManager's name for it (NMDhcpConfig), or null
 * @returns null where there is no lease of an IPv4 address; a server that is none is one that does not say who it is
 */
export function parseLease(option: (name: string) => string | null): DhcpOffer | null {
    const address = option('ip_address') ?? '';
    if (parseAddress(address) === null) return null;
    const server = option('dhcp_server_identifier') ?? '';
    return {
        server: parseAddress(server) === null ? '0.0.0.0' : server,
        address,
        ...(option(`private_${MARK_OPTION}`) === MARK_BYTES ? { shareLive: true } : {}),
    };
}
