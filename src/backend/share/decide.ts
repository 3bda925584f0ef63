// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { DhcpAnswer } from '../network/types.js';
import type { Branch } from '../protocol/messages.js';

/**
 * Who is to give the clients their addresses, and why: never two on one network. Where nothing was asked yet, both
 * ways are returned, the one to hope for first.
 */
export function decide(dhcp: DhcpAnswer): readonly [Branch, ...Branch[]] {
    switch (dhcp.state) {
        case 'silent':
            return [{ mode: 'own-dhcp', because: 'no-dhcp-server' }];
        case 'leased':
            return [{ mode: 'proxy-dhcp', because: 'dhcp-lease', server: dhcp.offer.server }];
        case 'answered':
            return [{ mode: 'proxy-dhcp', because: 'dhcp-server-answers', server: dhcp.offer.server }];
        case 'not-probed':
            return [
                { mode: 'own-dhcp', because: 'not-probed' },
                { mode: 'proxy-dhcp', because: 'not-probed' },
            ];
    }
}
