// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { STAGES } from '../../src/backend/protocol/messages.js';
import { liveImage } from './image.js';
import { INTERFACE, makeLab } from './lab.js';
import { megabytes, progress, seconds } from './progress.js';
import { Interrupted, withScope, type Scope } from './scope.js';
import { clientReports, hasReached, isReady, startShare } from './share.js';
import { timeline } from './timeline.js';

const INTRODUCTION = `
Share Live, the whole way, on networks of its own inside this machine. The network of this machine is not touched.

  1. makes a small live image of Debian 12, once; it is kept for the next time
  2. shares it with the real program, from a machine made of namespaces, with a NetworkManager of its own
  3. switches on a virtual computer, which starts from the network

Ctrl-C ends it and takes everything down.
`;

const MAC = '52:54:00:4c:49:00';
const READY_MS = 90_000;
const LOGIN_MS = 600_000;

async function demo(scope: Scope): Promise<void> {
    const image = await liveImage();
    const folder = await mkdtemp(join(tmpdir(), 'share-live-demo-'));
    progress('Making the network');
    const lab = await makeLab(scope);
    progress('Starting the share');
    const share = await startShare({
        machine: lab.sharing,
        medium: image,
        interface: INTERFACE,
        folder,
        onReply: timeline(),
    });
    const { address } = await share.waitFor(isReady, 'ready', READY_MS);
    progress('Switching on the client (without hardware virtualisation, its start takes some two minutes)');
    const switchedOn = Date.now();
    const client = await lab.startClient({ folder, memoryMiB: 1024, mac: MAC });
    await client.console.waitFor(/Automatic boot in/, LOGIN_MS);
    const menu = await client.screenshot('menu');
    await client.console.logIn(LOGIN_MS);
    progress('The client has come to its login, and a person has logged in');
    await share.waitFor(hasReached('running', MAC), 'the client runs', 60_000);
    const screenshot = await client.screenshot('client');
    const root = await client.console.ask('findmnt --noheadings --output SOURCE,FSTYPE /run/live/medium');
    await client.quit();
    progress('Stopping the share');
    const status = await share.stop();
    if (status !== 0) throw new Error(`the share ended with status ${status}`);

    const reports = clientReports(share, MAC);
    const stages = STAGES.flatMap(stage => {
        const report = reports.find(each => each.stage === stage);
        return report === undefined
            ? []
            : [`  ${stage.padEnd(10)} ${seconds(report.since - switchedOn).padStart(9)}`];
    });
    const { bytes = 0 } = reports[reports.length - 1] ?? {};
    console.log(
        [
            '',
            'It works: a computer that nobody has prepared runs a live system that it got over the network.',
            '',
            `Image       ${image}`,
            `Shared at   ${address}`,
            `Client      ${MAC}, root file system ${root.trim().replace(/\s+/g, ' ')}`,
            `Sent to it  ${megabytes(bytes)}`,
            'Its stages, from power-on:',
            ...stages,
            `Screenshots ${menu}`,
            `            ${screenshot}`,
            `Logs        ${folder}`,
        ].join('\n'),
    );
}

try {
    console.log(INTRODUCTION);
    await withScope(demo);
    process.exit();
} catch (error) {
    console.error(error instanceof Interrupted ? `\n${error.message}: everything is taken down` : error);
    process.exit(error instanceof Interrupted ? 130 : 1);
}
