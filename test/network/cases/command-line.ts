// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Reply, ShareReply, ShareStatus } from '../../../src/backend/protocol/messages.js';
import type { SharePlan } from '../../../src/backend/share/types.js';
import { liveImage } from '../../lab/image.js';
import { install, INSTALLED_PROGRAM } from '../../lab/installed.js';
import { isReady, startShare } from '../../lab/share.js';
import type { Case } from '../case.js';
import { BRIDGE, connectStatically, expectAsBefore, settled, SUBNET, withSite } from '../site.js';
import { seenBy, serve } from '../tcp.js';

const READY_MS = 30_000;

const hasStatus =
    (status: ShareStatus) =>
    (reply: Reply): reply is ShareReply =>
        reply.type === 'share' && reply.status === status;

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'share-live-network-'));
    try {
        await run(folder);
    } finally {
        await rm(folder, { recursive: true });
    }
}

export const commandLineCases: readonly Case[] = [
    {
        name: 'command line: a plan without root does nothing, and leaves open what was not asked',
        run: () =>
            withFolder(folder =>
                withSite(async ({ host }) => {
                    const medium = join(folder, 'medium.iso');
                    await copyFile(await liveImage(), medium);
                    await chmod(folder, 0o755);
                    // An ordinary user may not see into the folder with the repository.
                    await install(host);
                    const before = await settled(host);
                    const { status, stdout } = await host.exec([
                        ...['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'env', 'HOME=/'],
                        ...[
                            INSTALLED_PROGRAM,
                            '--cli',
                            '--plan',
                            '--json',
                            '--medium',
                            medium,
                            '--interface',
                            'eth0',
                        ],
                    ]);
                    assert.equal(status, 0);
                    const said = stdout.split('\n').filter(line => line !== '');
                    const plan = said
                        .map(line => JSON.parse(line) as Reply)
                        .find(reply => reply.type === 'plan')?.plan as SharePlan;
                    assert.deepEqual(plan.branches, [
                        { mode: 'own-dhcp', because: 'not-probed' },
                        { mode: 'proxy-dhcp', because: 'not-probed' },
                    ]);
                    assert.equal(plan.interface, 'eth0');
                    // Debian's kernel, and Debian's loaders
                    assert.deepEqual(plan.verdicts, [
                        { client: 'bios', starts: 'yes' },
                        { client: 'uefi-x64', starts: 'yes' },
                        { client: 'uefi-x64-secure-boot', starts: 'yes' },
                        { client: 'uefi-ia32', starts: 'yes' },
                        { client: 'uefi-arm64', starts: 'no', because: 'other-machine' },
                    ]);
                    assert.ok(plan.steps.some(step => step.kind === 'engine'));
                    await expectAsBefore(host, before);
                }),
            ),
    },
    {
        name: 'command line: without a cable it waits for one, and passes the internet on',
        run: () =>
            withFolder(folder =>
                withSite(async ({ host, peer, router }) => {
                    await connectStatically(
                        host,
                        'lan0',
                        'ipv4.addresses',
                        '192.168.5.2/24',
                        'ipv4.gateway',
                        '192.168.5.1',
                    );
                    await router.check(['ip', 'address', 'add', '192.168.5.1/24', 'dev', 'cable1']);
                    await peer.check(['ip', 'link', 'set', 'cable0', 'down']);
                    // so that the folder is in the machine's own layer already: a file that comes and goes puts it there
                    await host.check(['touch', '/var/cache']);
                    const before = await settled(host);
                    // what a share left that a power cut ended
                    await host.check(['mkdir', '/var/cache/share-live']);
                    await host.check(['cp', '/etc/passwd', '/var/cache/share-live/medium.squashfs']);
                    const share = await startShare({
                        machine: host,
                        medium: await liveImage(),
                        interface: 'auto',
                        folder,
                    });
                    await share.waitFor(hasStatus('waiting-for-cable'), 'waiting-for-cable', READY_MS);
                    assert.ok(
                        !share.replies.some(hasStatus('probing')),
                        'it asked a network that is not there',
                    );
                    await peer.check(['ip', 'link', 'set', 'cable0', 'up']);
                    const ready = await share.waitFor(isReady, 'ready', READY_MS);
                    assert.equal(ready.interface, 'eth0');

                    await peer.check(['ip', 'address', 'add', '10.77.0.60/24', 'dev', 'cable0']);
                    await peer.check(['ip', 'route', 'add', 'default', 'via', SUBNET.address]);
                    await serve(router, 1, 8000);
                    assert.equal(await seenBy(peer, '192.168.5.1', 8000), '192.168.5.2', 'as this machine');

                    assert.equal(await share.stop(), 0);
                    await peer.check(['ip', 'link', 'set', 'cable0', 'down']);
                    await expectAsBefore(host, before);
                    assert.notEqual((await host.exec(['ip', 'link', 'show', 'dev', BRIDGE])).status, 0);
                }),
            ),
    },
];
