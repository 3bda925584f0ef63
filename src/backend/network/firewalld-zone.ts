// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Opening } from './opening.js';

/** After all rules of the zone, so that whatever it refuses expressly stays refused; before what it does with the rest. */
const PRIORITY = 32_000;

/** What is used of the answer to getZoneSettings2 (firewalld.dbus(5)). */
export interface ZoneSettings {
    readonly target?: string;
    readonly services?: readonly string[];
    /** Each a port or a range of them, and a protocol. */
    readonly ports?: readonly (readonly [string, string])[];
}

/** Whether a DHCP server behind a zone can be asked. */
export function allowsDhcp({ target, services = [], ports = [] }: ZoneSettings): boolean {
    return (
        target === 'ACCEPT' ||
        services.includes('dhcp') ||
        ports.some(([range, protocol]) => {
            const [first = 0, last = first] = range.split('-').map(Number);
            return protocol === 'udp' && first <= 67 && 67 <= last;
        })
    );
}

/** @returns what is meant for this machine, as rich rules (firewalld.richlanguage(5)), one for each port */
export function richRules(openings: readonly Opening[]): readonly string[] {
    return openings.flatMap(({ hook, source, ports }) =>
        hook !== 'input' || ports === undefined
            ? []
            : ports.numbers.map(port =>
                  [
                      `rule priority="${PRIORITY}" family="ipv4"`,
                      ...(source === undefined ? [] : [`source address="${source}"`]),
                      `port port="${port}" protocol="${ports.protocol}" accept`,
                  ].join(' '),
              ),
    );
}
