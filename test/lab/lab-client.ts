// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { startClient, type Firmware } from './client.js';
import type { Machine } from './machine.js';
import type { Scope } from './scope.js';
import type { VirtualMachine } from './virtual-machine.js';
import { qemuTap } from './vm-cable.js';

export interface LabClientOptions {
    readonly folder: string;
    readonly memoryMiB: number;
    readonly mac: string;
    readonly firmware?: Firmware;
    readonly httpBoot?: boolean;
    /** More of QEMU's devices. */
    readonly devices?: readonly string[];
}

/** Of each packet: the headers up to TCP's or UDP's, and the names of what is fetched. */
const CAPTURED_BYTES = 160;

/**
 * Switches a computer on that starts from the network; off again when the scope ends. For whoever looks for why something
 * failed, there is a picture of its last screen then, and what the cable carried.
 *
 * @param machine where QEMU runs
 * @param tap the cable's end there
 */
export async function startLabClient(
    scope: Scope,
    machine: Machine,
    tap: string,
    options: LabClientOptions,
): Promise<VirtualMachine> {
    await mkdir(options.folder, { recursive: true });
    const capture = machine.start([
        ...['tcpdump', '-n', '-i', tap, '-s', String(CAPTURED_BYTES), '--packet-buffered'],
        // the last 10 to 20 MB of it, in two files
        ...['-C', '10', '-W', '2', '-Z', 'root', '-w', join(options.folder, 'cable.pcap')],
    ]);
    const client = await startClient({
        ...options,
        from: 'network',
        cable: qemuTap(tap),
        start: argv => machine.start(argv),
    });
    scope.defer(async () => {
        // It may be off already.
        await client.screenshot('end').catch(() => undefined);
        await client.quit();
        await capture.signal('SIGTERM');
        await capture.ended;
    });
    return client;
}
