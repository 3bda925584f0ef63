// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import { repeatedly, type Repetition } from '../lib/repeatedly.js';
import { Problem } from '../protocol/problem.js';
import { readLinks } from './facts.js';
import { linkState, type LinkState, type MeetingPlace } from './link-state.js';

const PAUSE_MS = 1000;

/**
 * How long each may last: an address comes and goes while NetworkManager sets up the same connection anew, and a
 * DHCP server may take its time, for which NetworkManager waits 45 s (ipv4.dhcp-timeout in nm-settings(5)).
 */
const PATIENCE_MS: Readonly<Record<Exclude<LinkState, 'kept'>, number>> = {
    gone: 0,
    lost: 4_000,
    waiting: 60_000,
};

/**
 * Looks whether clients can still find this machine, which they know by its address.
 *
 * @param onLost called once, with `interface-gone` or `network-changed`
 */
export function watchLink(place: MeetingPlace, onLost: (problem: Problem) => void): Repetition {
    let last: LinkState = 'kept';
    let since = 0;
    return repeatedly(PAUSE_MS, async () => {
        const now = GLib.get_monotonic_time() / 1000;
        const state = await look(place, last);
        if (state !== last) since = now;
        last = state;
        if (state === 'kept' || now - since < PATIENCE_MS[state]) return 'again';
        const code = state === 'gone' ? 'interface-gone' : 'network-changed';
        onLost(new Problem(code, { interface: place.interface }, `${state}: ${place.address}`));
        return 'enough';
    });
}

/** @returns what was seen last where it cannot be seen now */
async function look(place: MeetingPlace, last: LinkState): Promise<LinkState> {
    try {
        return linkState(await readLinks(), place);
    } catch {
        return last;
    }
}
