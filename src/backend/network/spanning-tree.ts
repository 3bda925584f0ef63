// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type Gio from 'gi://Gio?version=2.0';

import { run } from '../lib/process.js';
import { sandboxed } from '../lib/sandbox.js';
import { BPDU_FILTER } from './bpdu-filter.js';

/** A switch speaks every 2 s, unless it is told otherwise (IEEE 802.1D, table 17-1: hello time). */
const LISTEN_SECONDS = 5;

/** What is left of a frame when it is seen: nobody reads it. */
const SEEN_BYTES = 64;

/**
 * Listens whether the switch at an interface keeps a socket silent for a time after something was plugged in or switched
 * on there, as spanning tree does. Needs root. tcpdump lets the kernel look at the frames, and takes none of them apart.
 *
 * @param name a checked name of an interface that is up
 * @param cancellable ends it early
 * @returns false where nothing was heard, also for want of tcpdump, which is no part of every system
 */
export async function hearsSpanningTree(name: string, cancellable: Gio.Cancellable): Promise<boolean> {
    try {
        // Ended from inside, it leaves nothing. The first process of the sandbox is to end with it: not tcpdump, for which
        // the kernel forgets that (prctl(2), PR_SET_PDEATHSIG) when it becomes a user of its own.
        const listen = ['timeout', String(LISTEN_SECONDS), 'tcpdump', '-i', name, '--immediate-mode'];
        const capabilities = ['net_raw', 'setuid', 'setgid', 'kill'];
        const { status } = await run(
            sandboxed({ binds: [], capabilities, first: true }, [
                ...listen,
                ...['-s', String(SEEN_BYTES), '-c', '1', '-w', '-', BPDU_FILTER],
            ]),
            { cancellable },
        );
        return status === 0;
    } catch {
        return false;
    }
}
