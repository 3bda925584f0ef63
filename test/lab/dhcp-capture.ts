// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** What tcpdump is to listen to: DHCP, and the boot servers of PXE. */
export const DHCP_PORTS = 'udp port 67 or udp port 68 or udp port 4011';

export interface DhcpMessage {
    /** The sender's address. */
    readonly from: string;
    /** `Discover`, `Offer`, `Request`, `ACK` … */
    readonly type: string;
    /** The address that it gives, or confirms. */
    readonly yourAddress: string | null;
    readonly leaseSeconds: number | null;
    /** All of it, for whoever looks for why something failed. */
    readonly text: string;
}

/** @param text what `tcpdump -n -v` printed: a packet begins with its time, its further lines are indented */
export function dhcpMessages(text: string): readonly DhcpMessage[] {
    return text
        .split(/^(?=\d\d:\d\d:\d\d\.)/m)
        .filter(packet => packet.includes('BOOTP/DHCP'))
        .map(packet => ({
            from: /^\s+(\d+\.\d+\.\d+\.\d+)\.\d+ > /m.exec(packet)?.[1] ?? '',
            type: /DHCP-Message \(53\), length 1: (\w+)/.exec(packet)?.[1] ?? '',
            yourAddress: /^\s+Your-IP (\S+)/m.exec(packet)?.[1] ?? null,
            leaseSeconds: numberOr(/Lease-Time \(51\), length 4: (\d+)/.exec(packet)?.[1]),
            text: packet,
        }));
}

function numberOr(text: string | undefined): number | null {
    return text === undefined ? null : Number(text);
}
