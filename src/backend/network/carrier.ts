// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { delay } from '../lib/delay.js';
import { chooseInterface } from './choose-interface.js';
import { readCandidates } from './facts.js';
import { networkManager } from './network-manager.js';

const POLL_MS = 500;

/**
 * Waits until the interface to share on has a cable with something alive at its other end. With `auto` the choice is
 * made anew at every look, so that the cable may go into any socket.
 *
 * @param wanted a checked interface name, or `auto`
 * @param cancelled asked at every look; when it says so, the interface is returned as it is
 * @param onWaiting called when it turns out that there is none yet
 * @returns the name of the interface
 * @throws Problem `no-network-manager`, and as `chooseInterface`
 */
export async function waitForCarrier(
    wanted: string,
    cancelled: () => boolean,
    onWaiting: () => void,
): Promise<string> {
    // Without it nothing could be shared: say so before somebody looks for a cable.
    await networkManager();
    for (let looks = 0; ; looks++) {
        const chosen = chooseInterface(await readCandidates(), wanted);
        if (chosen.carrier || cancelled()) return chosen.name;
        if (looks === 0) onWaiting();
        await delay(POLL_MS);
    }
}
