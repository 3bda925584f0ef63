// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';

import { runChecked } from '../../lab/process.js';
import { isReady, startShare } from '../../lab/share.js';
import type { Case } from '../case.js';
import { ganeshaServes } from '../ganesha.js';
import { isProblem } from '../helper.js';
import { makeIso, withFolder, type Tree } from '../images.js';
import { connectStatically, expectAsBefore, settled, startDhcpServer, withSite } from '../site.js';

const READY_MS = 30_000;
const HOST = '192.168.50.9';

/** curl's for an answer of 400 and above. */
const NOT_FOUND = 22;

/** The smallest that is recognised as a medium of casper, which takes nothing less into memory. */
const CASPER_TREE: Tree = {
    'casper/vmlinuz': Buffer.alloc(300_000, 'kernel'),
    'casper/initrd': Buffer.alloc(300_000, 'initrd'),
    'casper/filesystem.squashfs': Buffer.alloc(4_000_000, 'root'),
};

export const wholeImageCases: readonly Case[] = [
    {
        name: 'whole image: is sent as it is, unless only its owner may read it, and nothing is left of it',
        run: () =>
            withSite(async ({ host, peer }) => {
                await startDhcpServer(peer, 'cable0');
                await connectStatically(host, 'eth0', 'ipv4.addresses', `${HOST}/24`);
                // a folder of a copy comes and goes there
                await host.check(['touch', '/var/cache']);
                const before = await settled(host);
                await withFolder(async folder => {
                    const medium = await makeIso(folder, CASPER_TREE);
                    const got = join(folder, 'got.iso');
                    const fetch = [
                        'curl',
                        '--silent',
                        '--fail',
                        '--output',
                        got,
                        `http://${HOST}/medium.iso`,
                    ];
                    for (const [mode, expected] of [
                        [0o644, 0],
                        [0o600, NOT_FOUND],
                    ] as const) {
                        await chmod(medium, mode);
                        const share = await startShare({ machine: host, medium, interface: 'eth0', folder });
                        if (expected !== 0 && !(await ganeshaServes())) {
                            // then there is no way to clients at all
                            const { code } = await share.waitFor(isProblem, 'that there is no NFS', READY_MS);
                            assert.equal(code, 'engine-missing');
                            continue;
                        }
                        await share.waitFor(isReady, 'ready', READY_MS);
                        assert.equal((await peer.exec(fetch)).status, expected);
                        if (expected === 0) await runChecked(['cmp', medium, got]);
                        assert.equal(await share.stop(), 0);
                    }
                    assert.notEqual((await host.exec(['test', '-e', '/run/share-live/image.iso'])).status, 0);
                });
                await expectAsBefore(host, before);
            }),
    },
];
