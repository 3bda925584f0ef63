// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientEvent } from '../clients/events.js';
import { fileStage } from './file-stage.js';

const LEASE =
    /^dnsmasq-dhcp(?:\[\d+\])?: (?:\d+ )?DHCPACK\(\S+\) ((?:\d{1,3}\.){3}\d{1,3}) ((?:[0-9a-f]{2}:){5}[0-9a-f]{2})(?: |$)/;
/** What a boot server's answer (port 4011) is told as; the proxy's offer before it has no address yet. */
const BOOT_SERVER =
    /^dnsmasq-dhcp(?:\[\d+\])?: (?:\d+ )?PXE\(\S+\) ((?:\d{1,3}\.){3}\d{1,3}) ((?:[0-9a-f]{2}:){5}[0-9a-f]{2}) /;
const SENT = /^dnsmasq-tftp(?:\[\d+\])?: sent \/srv\/tftp\/(\S+) to ((?:\d{1,3}\.){3}\d{1,3})$/;

/**
 * Reads one line of dnsmasq's log (log-facility=-; the wording is that of log_packet() in its rfc2131.c and of
 * tftp.c, unchanged since 2.50). What a client may choose freely, its host name, comes last in a line and is not read.
 *
 * @returns null for lines that tell nothing of a client
 */
export function dnsmasqEvent(line: string, at: number): ClientEvent | null {
    const lease = LEASE.exec(line) ?? BOOT_SERVER.exec(line);
    if (lease?.[1] !== undefined && lease[2] !== undefined)
        return { kind: 'lease', mac: lease[2], address: lease[1], at };
    const sent = SENT.exec(line);
    const stage = fileStage(sent?.[1] ?? '');
    return stage === null || sent?.[2] === undefined ? null : { kind: 'stage', address: sent[2], stage, at };
}
