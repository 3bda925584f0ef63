// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Link } from './parse.js';

/** Where a share meets its clients. */
export interface MeetingPlace {
    /** The interface that was shared on. */
    readonly interface: string;
    /** Where the address is: that interface, or the bridge over it. */
    readonly clients: string;
    /** This machine's own there, that the clients know. */
    readonly address: string;
}

/**
 * `kept`: clients that are there can go on, or could with a cable. `waiting`: for an address. `lost`: somebody has set it
 * up differently. `gone`: there is no such interface any more.
 */
export type LinkState = 'kept' | 'waiting' | 'lost' | 'gone';

/** @returns what has become of the place, as the kernel has it now. Pure. */
export function linkState(links: readonly Link[], place: MeetingPlace): LinkState {
    const card = links.find(({ name }) => name === place.interface);
    if (card === undefined) return 'gone';
    const bridged = place.clients !== place.interface;
    const at = bridged ? links.find(({ name }) => name === place.clients) : card;
    if (at === undefined || (bridged && card.master !== at.name)) return 'lost';
    const addresses = at.addresses.map(text => text.replace(/\/.*$/, ''));
    if (addresses.includes(place.address)) return 'kept';
    // NetworkManager takes the address off a card without a cable, and puts it back when there is one
    if (!bridged && !at.carrier) return 'kept';
    return addresses.length === 0 ? 'waiting' : 'lost';
}
