// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientEvent } from '../clients/events.js';
import { fileStage } from './file-stage.js';
import { refusalOf } from './firmware.js';

const LEASE =
    /^dnsmasq-dhcp(?:\[\d+\])?: (?:\d+ )?DHCPACK\(\S+\) ((?:\d{1,3}\.){3}\d{1,3}) ((?:[0-9a-f]{2}:){5}[0-9a-f]{2})(?: |$)/;
/** What a boot server's answer (port 4011) is told as; the proxy's offer before it has no address yet. */
const BOOT_SERVER =
    /^dnsmasq-dhcp(?:\[\d+\])?: (?:\d+ )?PXE\(\S+\) ((?:\d{1,3}\.){3}\d{1,3}) ((?:[0-9a-f]{2}:){5}[0-9a-f]{2}) /;
const SENT = /^dnsmasq-tftp(?:\[\d+\])?: sent \/srv\/tftp\/(\S+) to ((?:\d{1,3}\.){3}\d{1,3})$/;

/** With log-dhcp: a request begins with its number and, with or without an address, whose it is; its tags follow. */
const REQUEST =
    /^dnsmasq-dhcp(?:\[\d+\])?: (\d+) (?:DHCPDISCOVER|DHCPREQUEST|PXE)\(\S+\) (?:(?:\d{1,3}\.){3}\d{1,3} )?((?:[0-9a-f]{2}:){5}[0-9a-f]{2})(?: |$)/;
const TAGS = /^dnsmasq-dhcp(?:\[\d+\])?: (\d+) tags: (.*)$/;

/**
 * Reads dnsmasq's log line by line (log-facility=-; the wording is that of log_packet() in its rfc2131.c, of log_tags()
 * in its dhcp-common.c and of tftp.c, unchanged since 2.50). What a client may choose freely, such as its host name, is in
 * lines that begin otherwise, or comes last in a line and is not read.
 *
 * @returns what a line tells of a client; null where it tells nothing
 */
export function dnsmasqReader(): (line: string, at: number) => ClientEvent | null {
    let request: { readonly number: string; readonly mac: string } | null = null;
    return (line, at) => {
        const begun = REQUEST.exec(line);
        if (begun?.[1] !== undefined && begun[2] !== undefined) request = { number: begun[1], mac: begun[2] };
        const tags = TAGS.exec(line);
        if (tags === null) return dnsmasqEvent(line, at);
        const asker = request?.number === tags[1] ? request?.mac : undefined;
        request = null;
        const refused = refusalOf((tags[2] ?? '').split(', '));
        if (asker === undefined || refused === undefined) return null;
        return { kind: 'firmware', mac: asker, refused, at };
    };
}

function dnsmasqEvent(line: string, at: number): ClientEvent | null {
    const lease = LEASE.exec(line) ?? BOOT_SERVER.exec(line);
    if (lease?.[1] !== undefined && lease[2] !== undefined)
        return { kind: 'lease', mac: lease[2], address: lease[1], at };
    const sent = SENT.exec(line);
    const stage = fileStage(sent?.[1] ?? '');
    return stage === null || sent?.[2] === undefined ? null : { kind: 'stage', address: sent[2], stage, at };
}
