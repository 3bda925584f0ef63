// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import type { ClientReply, Reply } from '../../src/backend/protocol/messages.js';
import { makeLab } from '../lab/lab.js';
import { checksum } from '../lab/image.js';
import { progress } from '../lab/progress.js';
import { hasReached } from '../lab/share.js';
import type { BootCase } from './boot-case.js';
import { checkClient, checkStop, LOGIN_MS, readyShare } from './common.js';

const MAC = '52:54:00:4c:49:02';

const runsInMemory = (reply: Reply): reply is ClientReply =>
    reply.type === 'client' && reply.client.inMemory && hasReached('running', MAC)(reply);

export const biosRam: BootCase = {
    name: 'bios-ram',
    what: 'a BIOS client takes the second menu entry, runs from RAM and outlives the share; Ctrl-C',
    minutes: 2,
    run: async context => {
        const { scope, folder, image } = context;
        const lab = await makeLab(scope);
        const before = await lab.snapshot();
        const share = await readyShare(lab, context);
        const client = await lab.startClient({ folder, memoryMiB: 1024, mac: MAC });
        await share.waitFor(hasReached('menu', MAC), 'the client has the menu', LOGIN_MS);
        await client.console.waitFor(/memory/, 30_000);
        await client.screenshot('menu');
        await client.press('down', 'ret');
        await client.console.logIn(LOGIN_MS);
        progress('logged in');
        await client.screenshot('login');

        await checkClient(share, client, MAC);
        await share.waitFor(runsInMemory, 'the client is said to need the share no more', 10_000);
        assert.doesNotMatch(await client.console.ask('cat /proc/mounts'), / nfs4? /);
        await checkStop(share, lab, before);

        // Everything it needs is its own by now.
        await client.console.ask('sync; echo 3 >/proc/sys/vm/drop_caches');
        const [root] = (await client.console.ask('losetup --noheadings --output BACK-FILE /dev/loop0')).split(
            '\n',
        );
        assert.match(
            await client.console.ask(`sha256sum ${root}`),
            new RegExp(`^${await checksum(image, 'live/filesystem.squashfs')} `, 'm'),
        );
    },
};
