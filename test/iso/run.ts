// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { access, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { Reply, Stage } from '../../src/backend/protocol/messages.js';
import { chooseMemory } from '../lab/client-menu.js';
import { INTERFACE, makeLab } from '../lab/lab.js';
import { megabytes, progress } from '../lab/progress.js';
import { Interrupted, withScope, type Scope } from '../lab/scope.js';
import { clientReports, isReady, startShare, type Share } from '../lab/share.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';
import { readOptions, USAGE, type IsoOptions } from './options.js';
import { untilStill } from './still-screen.js';

const MAC = '52:54:00:4c:49:30';

/** Reading and copying a large image, probing for a DHCP server, starting the engines. */
const READY_MS = 300_000;

/** What has come of it, by the exit status that says so. */
const OUTCOMES = { login: 0, failure: 1, usage: 2, still: 3 } as const;

type Outcome = Exclude<keyof typeof OUTCOMES, 'usage'>;

/** Before these the screen may well be still, and nothing has started yet. */
const EARLY: readonly Stage[] = ['address', 'loader', 'menu', 'kernel'];

async function main(args: readonly string[]): Promise<number> {
    const options = readOptions(args);
    if (options === null) {
        console.error(USAGE);
        return OUTCOMES.usage;
    }
    await access(options.path);
    const folder = await mkdtemp(join(tmpdir(), 'share-live-iso-'));
    const outcome = await withScope(scope => startFrom(scope, options, folder));
    console.log(`\n${outcome}; logs, events and screenshots: ${folder}`);
    return OUTCOMES[outcome];
}

/** Shares the image on a network of its own and starts one client there. */
async function startFrom(scope: Scope, options: IsoOptions, folder: string): Promise<Outcome> {
    const lab = await makeLab(scope);
    const share = await startShare({
        machine: lab.sharing,
        medium: resolve(options.path),
        interface: INTERFACE,
        folder,
        onReply: sayReply,
    });
    await share.waitFor(isReady, 'ready', READY_MS);
    const { firmware, memoryMiB } = options;
    const client = await lab.startClient({ folder, memoryMiB, mac: MAC, firmware });
    try {
        return await outcomeOf(share, client, options);
    } catch (error) {
        if (error instanceof Interrupted) throw error;
        console.error(error);
        return 'failure';
    } finally {
        progress(`the screen at the end: ${await client.screenshot('end')}`);
        await share.stop();
    }
}

async function outcomeOf(
    share: Share,
    client: VirtualMachine,
    { transport, timeoutMs }: IsoOptions,
): Promise<Outcome> {
    if (transport === 'ram') await chooseMemory(share, client, MAC, timeoutMs);
    const stillness = new AbortController();
    const moved = (): unknown => {
        const report = clientReports(share, MAC).at(-1);
        // never the same, so never still
        if (report === undefined || EARLY.includes(report.stage)) return {};
        return `${report.stage} ${megabytes(report.bytes)}`;
    };
    try {
        return await Promise.race([
            client.console.waitFor(/login: $/, timeoutMs).then((): Outcome => 'login'),
            untilStill(client, moved, stillness.signal).then((): Outcome => 'still'),
        ]);
    } finally {
        stillness.abort();
    }
}

function sayReply(reply: Reply): void {
    progress(JSON.stringify(reply));
}

try {
    process.exit(await main(process.argv.slice(2)));
} catch (error) {
    console.error(error instanceof Interrupted ? `\n${error.message}: everything is taken down` : error);
    process.exit(error instanceof Interrupted ? 130 : 1);
}
