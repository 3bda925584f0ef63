// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import { clientLocale } from '../clients/locale.js';
import { LOCAL_TIME, timeZone } from '../clients/time-zone.js';
import { readLink, readText } from '../lib/files.js';
import { chooseEntry } from '../menu/choose-entry.js';
import { readNetworkFacts } from '../network/facts.js';
import type { ShareOptions } from '../protocol/messages.js';
import type { SessionFile } from '../protocol/session-files.js';
import { engineFacts } from '../services/engine-facts.js';
import type { OpenMedium } from './open-medium.js';
import type { Facts } from './types.js';

/**
 * Reads everything that a plan depends on.
 *
 * @param options checked: what the app asked for
 * @param probe whether to ask the network for a DHCP server, which takes root and up to some seconds
 * @param sessionFiles those that the app has sent
 * @param onProbe called when that is begun: not where the answer is known already
 * @throws Problem of the network room; `bad-request` where the medium has no such entry
 */
export async function readFacts(
    { medium, menu, source, loaders }: OpenMedium,
    options: ShareOptions,
    probe: boolean,
    sessionFiles: readonly SessionFile[] = [],
    onProbe?: (interfaceName: string) => void,
): Promise<Facts> {
    const chosen = chooseEntry(menu, options.entry);
    const [network, engines] = await Promise.all([
        readNetworkFacts(options.interface, probe, onProbe),
        engineFacts(),
    ]);
    return {
        medium,
        menu: chosen,
        // an entry that somebody chose may be for the copy in memory
        inMemory: options.inMemory || (options.entry > 0 && chosen?.chosen.inMemory === true),
        ask: options.ask,
        source,
        network,
        engines,
        loaders,
        locale: clientLocale(options, readText),
        words: options.words,
        desktop: {
            timeZone: timeZone(readLink(LOCAL_TIME)),
            settings: options.settings,
            startPage: options.startPage,
        },
        sessionFiles,
        keep: options.keep,
        profiles: [GLib.uuid_string_random(), GLib.uuid_string_random()],
    };
}
