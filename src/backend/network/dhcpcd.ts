// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { parseAddress } from './ipv4.js';
import { MARK, MARK_OPTION } from './share-live-mark.js';
import type { DhcpAnswer } from './types.js';

/**
 * dnsmasq, as in many routers, answers a first DISCOVER only after its ping check of 3 s, and a second one, which
 * dhcpcd sends after 3 to 5 s, at once.
 */
export const PROBE_SECONDS = 6;

/** dhcpcd's configuration (dhcpcd.conf(5)): it tells of no option that it does not know. */
export const PROBE_CONFIG = `define ${MARK_OPTION} string share_live\n`;

/**
 * The arguments for dhcpcd (dhcpcd(8), versions 9 and 10): send a DISCOVER, tell the script of an OFFER, and configure
 * nothing. As the script, env prints what the server offered.
 *
 * @param name a checked interface name
 * @param config where its configuration lies
 */
export function probeArgv(name: string, config: string): readonly string[] {
    return [
        '/usr/sbin/dhcpcd',
        ...['--test', '--config', config, '--script', '/usr/bin/env'],
        // version 10 does not end at its timeout without it
        '--oneshot',
        // asks at once: its usual wait of up to a second would be taken from the time that an answer has
        ...['--ipv4only', '--noipv4ll', '--noarp', '--nodelay', '--timeout', String(PROBE_SECONDS)],
        name,
    ];
}

/**
 * @param stdout what env printed of the variables that dhcpcd-run-hooks(8) describes
 * @param stderr dhcpcd's own messages
 * @returns null where dhcpcd has failed
 */
export function dhcpAnswer(stdout: string, stderr: string): DhcpAnswer | null {
    const lines = stdout.split('\n');
    if (lines.includes('reason=TEST')) {
        const address = (name: string): string => {
            const text = lines.find(line => line.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
            // A server that does not say who it is (BOOTP) is one all the same.
            return parseAddress(text) === null ? '0.0.0.0' : text;
        };
        return {
            state: 'answered',
            offer: {
                server: address('new_dhcp_server_identifier'),
                address: address('new_ip_address'),
                ...(lines.includes(`new_share_live=${MARK}`) ? { shareLive: true } : {}),
            },
        };
    }
    if (/waiting for carrier|carrier lost/.test(stderr)) return { state: 'not-probed' };
    return stderr.includes('timed out') ? { state: 'silent' } : null;
}
