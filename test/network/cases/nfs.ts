// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { runChecked } from '../../lab/process.js';
import { isReady, startShare } from '../../lab/share.js';
import type { Case } from '../case.js';
import { ganeshaServes } from '../ganesha.js';
import { LIVE_TREE, makeIso, withFolder } from '../images.js';
import { connectStatically, startDhcpServer, withSite } from '../site.js';

const READY_MS = 30_000;
const HOST = '192.168.50.9';
const MEDIUM = '/run/share-live/medium';

export const nfsCases: readonly Case[] = [
    {
        name: 'nfs: a client lists the medium’s folders and reads its files, or was told that it cannot',
        run: () =>
            withSite(async ({ host, peer }) => {
                await startDhcpServer(peer, 'cable0');
                await connectStatically(host, 'eth0', 'ipv4.addresses', `${HOST}/24`);
                await withFolder(async folder => {
                    const medium = await makeIso(folder, LIVE_TREE);
                    const share = await startShare({ machine: host, medium, interface: 'eth0', folder });
                    const { memoryOnly } = await share.waitFor(isReady, 'ready', READY_MS);
                    const url = (path: string): string => `nfs://${HOST}${MEDIUM}${path}?version=3`;
                    if (await ganeshaServes()) {
                        assert.equal(memoryOnly, undefined);
                        const listed = await peer.check(['nfs-ls', '-R', url('')]);
                        // the menu is not for them
                        assert.deepEqual(
                            [...listed.matchAll(/^-\S+ .* (\S+)$/gm)].map(([, path]) => path).sort(),
                            [
                                '.disk/info',
                                ...Object.keys(LIVE_TREE).filter(path => /^live\//.test(path)),
                            ].sort(),
                        );
                        const got = join(folder, 'got');
                        await peer.check(['nfs-cp', url('/live/vmlinuz'), got]);
                        assert.equal(
                            await runChecked(['cat', got]),
                            await runChecked(['bsdtar', '-xOf', medium, 'live/vmlinuz']),
                        );
                    } else {
                        assert.equal(memoryOnly, 'no-nfs-server');
                        assert.notEqual((await peer.exec(['nfs-ls', url('')])).status, 0);
                    }
                    assert.equal(await share.stop(), 0);
                });
            }),
    },
];
