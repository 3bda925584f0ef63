// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { makerOf, type Maker } from './maker.js';

Gio._promisify(Gio.Subprocess.prototype, 'communicate_utf8_async', 'communicate_utf8_finish');

/** By the first half of a MAC, which is the maker's. */
const known = new Map<string, Promise<Maker | null>>();

/**
 * Asks the hardware database of udev (hwdb(7), systemd-hwdb(8)), which has the IEEE's registry of makers.
 *
 * @param mac lower case, colons
 * @returns null where it does not know, or there is none
 */
export function lookUpMaker(mac: string): Promise<Maker | null> {
    const prefix = mac.slice(0, 8);
    let maker = known.get(prefix);
    if (maker === undefined) known.set(prefix, (maker = ask(mac)));
    return maker;
}

async function ask(mac: string): Promise<Maker | null> {
    const modalias = `OUI:${mac.replaceAll(':', '').toUpperCase()}`;
    try {
        const query = Gio.Subprocess.new(
            ['systemd-hwdb', 'query', modalias],
            Gio.SubprocessFlags.STDOUT_PIPE | Gio.SubprocessFlags.STDERR_SILENCE,
        );
        const [output] = await query.communicate_utf8_async(null, null);
        return makerOf(/^ID_OUI_FROM_DATABASE=(.*)$/m.exec(output)?.[1] ?? '');
    } catch {
        return null;
    }
}
