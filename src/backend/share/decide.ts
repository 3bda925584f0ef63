// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { DhcpAnswer } from '../network/types.js';
import type { Branch } from './types.js';

/**
 * What a DHCP server on the network means for the share. Where nothing was asked yet, both ways are returned, the
 * one to hope for first.
 */
export function decide(dhcp: DhcpAnswer): readonly Branch[] {
    switch (dhcp.state) {
        case 'silent':
            return [{ mode: 'own-dhcp', because: 'no-dhcp-server' }];
        case 'answered':
            return [{ mode: 'proxy-dhcp', because: 'dhcp-server-answers' }];
        case 'not-probed':
            return [
                { mode: 'own-dhcp', because: 'not-probed' },
                { mode: 'proxy-dhcp', because: 'not-probed' },
            ];
    }
}
