// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { delay } from '../lib/delay.js';
import { spawn } from '../lib/process.js';
import type { Repetition } from '../lib/repeatedly.js';

Gio._promisify(Gio.InputStream.prototype, 'read_bytes_async', 'read_bytes_finish');

/** A firewall that reloads says so in hundreds of lines; so long after the first of them it is looked what is missing. */
const SETTLE_MS = 300;
const CHUNK_BYTES = 65_536;

/**
 * Notices when anybody changes the rules of nftables, of which those of firewalld, ufw and today's iptables are made: a
 * firewall that reloads forgets what was added to it.
 *
 * @param onChange called after changes, never twice at once; it hears of what it changes itself, too
 * @throws Problem `engine-missing`
 */
export function watchFirewall(onChange: () => Promise<void>): Repetition {
    const launcher = new Gio.SubprocessLauncher({ flags: Gio.SubprocessFlags.STDOUT_PIPE });
    const monitor = spawn(launcher, ['nft', 'monitor', 'ruleset']);
    let stopped = false;
    let changed = false;
    let looking: Promise<void> | null = null;
    const look = async (): Promise<void> => {
        while (changed && !stopped) {
            await delay(SETTLE_MS);
            changed = false;
            if (!stopped) await onChange();
        }
        looking = null;
    };
    const read = async (): Promise<void> => {
        const output = monitor.get_stdout_pipe();
        for (;;) {
            const bytes = await output?.read_bytes_async(CHUNK_BYTES, 0, null);
            if (bytes === undefined || bytes.get_size() === 0) return;
            changed = true;
            looking ??= look();
        }
    };
    const ended = read();
    return {
        stop: async () => {
            stopped = true;
            monitor.force_exit();
            await ended;
            await monitor.wait_async(null);
            await looking;
        },
    };
}
