// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { startsLive } from '../medium/recognise.js';
import type { MediumContents, OwnEntry } from '../medium/types.js';
import { isStartable } from './medium-menu.js';
import { keptParameters } from './parameters.js';
import { entriesOf, type ParsedEntry, type ParsedMenu } from './parsed-menu.js';

/** Parameters that have the medium checked before or in place of a start: by family, Fedora's older ones, and those of old Debian installers. */
const CHECKS =
    /^(integrity-check|MENU=\S*cdrom-checker\S*|verify-checksums|(rd\.live\.)?check|mediacheck(=.*)?|(checksum|verify|cms_verify)(=y)?)$/;

/** Whether an entry is there to check the medium, which a client cannot. */
export function checksMedium({ arguments: words }: ParsedEntry): boolean {
    return words.some(word => CHECKS.test(word));
}

/**
 * The entry that clients start by default: what the medium's own menu starts, unless that checks the medium, starts another
 * program than the live system, or is not there. An entry of a submenu comes last.
 *
 * @returns null where no entry can be started
 */
export function chosenEntry(menu: ParsedMenu, files: MediumContents['files']): ParsedEntry | null {
    const top = new Set<unknown>(menu.items);
    const rank = (entry: ParsedEntry): number =>
        (checksMedium(entry) ? 8 : 0) +
        (startsLive(entry.arguments) ? 0 : 4) +
        (top.has(entry) ? 0 : 2) +
        (entry === menu.chosen ? 0 : 1);
    let best: ParsedEntry | null = null;
    for (const entry of entriesOf(menu.items))
        if (isStartable(entry, files) && (best === null || rank(entry) < rank(best))) best = entry;
    return best;
}

/**
 * What a medium's own menu starts by default, made fit for the network: the parameters that only make sense on the medium
 * itself are left out.
 *
 * @returns null where the medium has no menu that we can read
 */
export function ownEntry(menu: ParsedMenu | null, files: MediumContents['files']): OwnEntry | null {
    const entry = menu === null ? null : chosenEntry(menu, files);
    if (entry === null) return null;
    const { parameters, handedOn } = keptParameters(entry.arguments);
    return {
        kernel: entry.kernel,
        initrds: entry.initrds,
        parameters: [...parameters, ...handedOn],
    };
}
