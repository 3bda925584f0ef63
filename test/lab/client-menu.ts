// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { ENGLISH_WORDS } from '../../src/backend/protocol/client-words.js';
import { hasReached, type Share } from './share.js';
import type { VirtualMachine } from './virtual-machine.js';

/** From when the client has its menu until it shows it. */
const SHOWN_MS = 60_000;

/** What stands below the entries of pxelinux's menu, when all else is there. */
export const COUNTDOWN = new RegExp(ENGLISH_WORDS.countdown.replace(/ #.*/, ''));

/** The same of GRUB's, too. */
const FOOTER = `${COUNTDOWN.source}|highlighted entry will be executed`;

/**
 * Waits for a client's menu, and takes from it what copies the system into memory: the entry behind the default one, or
 * that itself where there is no other way.
 *
 * @param timeoutMs from power-on to the menu
 */
export async function chooseMemory(
    share: Share,
    client: VirtualMachine,
    mac: string,
    timeoutMs: number,
): Promise<void> {
    await share.waitFor(hasReached('menu', mac), 'the client has the menu', timeoutMs);
    const { input, index } = await client.console.waitFor(
        new RegExp(`, in memory|into memory|${FOOTER}`),
        SHOWN_MS,
    );
    await client.screenshot('menu');
    const isSecond =
        input.startsWith(', in memory', index) || input.lastIndexOf('over the network', index) !== -1;
    await client.press(...(isSecond ? ['down'] : []), 'ret');
}
