// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Machine } from '../../lab/machine.js';
import { runChecked } from '../../lab/process.js';
import { isReady, startShare } from '../../lab/share.js';
import type { Case } from '../case.js';
import { withFolder } from '../images.js';
import { connectStatically, expectAsBefore, settled, startDhcpServer, withSite } from '../site.js';

const READY_MS = 30_000;
const HOST = '192.168.50.9';

/** curl's for an answer of 400 and above. */
const NOT_FOUND = 22;

const KERNEL = 'a kernel\n';
const ROOT_IMAGE = '/run/live/medium/live/root-0.squashfs';

/**
 * A system as live-boot leaves it that has fetched its root image from another machine: the image in memory and nothing
 * else of the medium, and mounted what is in it.
 */
async function runFromMemory(host: Machine, folder: string): Promise<void> {
    const tree = join(folder, 'root');
    await mkdir(join(tree, 'boot'), { recursive: true });
    await mkdir(join(tree, 'etc'));
    await writeFile(join(tree, 'boot/vmlinuz-6.1.0-1-amd64'), KERNEL);
    await writeFile(join(tree, 'boot/initrd.img-6.1.0-1-amd64'), 'an initrd\n');
    await writeFile(join(tree, 'etc/shadow'), 'nobody else’s\n');
    const image = join(folder, 'root.squashfs');
    await runChecked(['mksquashfs', tree, image, '-quiet', '-no-progress']);
    const rootTree = '/run/live/rootfs/root-0.squashfs';
    await host.check(['mkdir', '-p', '/run/live/medium', rootTree]);
    await host.check(['mount', '-t', 'tmpfs', 'tmpfs', '/run/live/medium']);
    await host.check(['mkdir', '/run/live/medium/live']);
    await host.check(['cp', image, ROOT_IMAGE]);
    await host.check(['mount', '-t', 'squashfs', '-o', 'loop,ro', ROOT_IMAGE, rootTree]);
}

export const runningMediumCases: readonly Case[] = [
    {
        name: 'running medium: one that is left in memory alone starts others by the kernel in its root image',
        run: () =>
            withSite(async ({ host, peer }) => {
                await startDhcpServer(peer, 'cable0');
                await connectStatically(host, 'eth0', 'ipv4.addresses', `${HOST}/24`);
                await withFolder(async folder => {
                    await runFromMemory(host, folder);
                    const before = await settled(host);
                    const share = await startShare({
                        ...{ machine: host, medium: 'auto', interface: 'eth0', folder },
                    });
                    const { memoryOnly } = await share.waitFor(isReady, 'ready', READY_MS);
                    assert.equal(memoryOnly, 'in-memory');
                    const url = (path: string): readonly string[] => [
                        ...['curl', '--silent', '--fail', `http://${HOST}/${path}`],
                    ];
                    assert.equal(await peer.check(url('kernel')), KERNEL);
                    await peer.check([...url('root-0.squashfs'), '--output', join(folder, 'got')]);
                    await runChecked(['cmp', join(folder, 'got'), join(folder, 'root.squashfs')]);
                    for (const path of ['etc/shadow', 'boot/vmlinuz-6.1.0-1-amd64'])
                        assert.equal((await peer.exec(url(path))).status, NOT_FOUND);
                    assert.equal(await share.stop(), 0);
                    await expectAsBefore(host, before);
                    await host.check(['umount', '/run/live/rootfs/root-0.squashfs', '/run/live/medium']);
                });
            }),
    },
];
