// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type Gio from 'gi://Gio?version=2.0';

import { repeatedly, type Repetition } from '../lib/repeatedly.js';
import { probeDhcp } from './dhcp-probe.js';
import type { DhcpOffer } from './types.js';

/** Between two questions, so that a probe that fails at once is not begun all the time. */
const PAUSE_MS = 500;

/**
 * Asks the network again and again for another DHCP server, until there is one. A server of this machine is not heard:
 * what dhcpcd sends goes out of the interface and not into it.
 *
 * @param name a checked name of an interface of ours
 * @param onServer called once, with what it offers
 */
export function watchDhcp(name: string, onServer: (offer: DhcpOffer) => Promise<void>): Repetition {
    return repeatedly(PAUSE_MS, async cancellable => {
        const offer = await ask(name, cancellable);
        if (offer === null || cancellable.is_cancelled()) return 'again';
        await onServer(offer);
        return 'enough';
    });
}

/** @returns null where nobody answered, or it could not be asked now: whatever hinders it, it is asked again */
async function ask(name: string, cancellable: Gio.Cancellable): Promise<DhcpOffer | null> {
    try {
        const answer = await probeDhcp(name, cancellable);
        return answer.state === 'answered' ? answer.offer : null;
    } catch {
        return null;
    }
}
