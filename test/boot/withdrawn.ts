// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import type { NoticeReply, Reply } from '../../src/backend/protocol/messages.js';
import { checksum } from '../lab/image.js';
import { makeLab, ROUTER, startRouter } from '../lab/lab.js';
import { progress, seconds } from '../lab/progress.js';
import { hasReached } from '../lab/share.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';
import type { BootCase } from './boot-case.js';
import { checkReports, checkStop, LOGIN_MS, readyShare } from './common.js';
import { checkOverNfs, ROOT } from './nfs-root.js';

const MAC = '52:54:00:4c:49:0c';

/** From the start of another DHCP server until the share gives no more addresses. */
const NOTICE_MS = 30_000;

/** How long a client has to go on afterwards. */
const AFTERWARDS_MS = 600_000;

export const withdrawn: BootCase = {
    name: 'withdrawn',
    what: 'a router appears while a BIOS client starts: it comes to its login all the same, and still runs 10 min later',
    minutes: 14,
    run: async context => {
        const { scope, folder, image } = context;
        const lab = await makeLab(scope);
        const before = await lab.snapshot();
        const share = await readyShare(lab, context);
        const client = await lab.startClient({ folder, memoryMiB: 1024, mac: MAC });
        // it has the loader's lease, and its initramfs is going to ask again
        await share.waitFor(hasReached('kernel', MAC), 'the client loads the kernel', LOGIN_MS);
        const appeared = Date.now();
        await startRouter(lab.peer);
        const { params } = await share.waitFor(isNotice, 'notice', NOTICE_MS);
        progress(`no more addresses are given ${seconds(Date.now() - appeared)} after the router appeared`);
        assert.equal(params['server'], ROUTER);
        assert.ok(!share.replies.some(hasReached('initramfs', MAC)), 'the client was still loading');

        await client.console.logIn(LOGIN_MS);
        progress('logged in');
        await checkReports(share, client, MAC);
        await checkOverNfs(client);
        const address = await addressOf(client);
        progress(`its address is ${address}; waiting for ${AFTERWARDS_MS / 60_000} min`);
        await setTimeout(AFTERWARDS_MS);
        assert.equal(await addressOf(client), address);
        await client.console.ask('sync; echo 3 >/proc/sys/vm/drop_caches');
        assert.match(
            await client.console.ask(`sha256sum /run/live/medium/${ROOT}`, LOGIN_MS),
            new RegExp(`^${await checksum(image, ROOT)} `, 'm'),
        );
        progress('all of its root was read again');
        await checkStop(share, lab, before);
    },
};

function isNotice(reply: Reply): reply is NoticeReply {
    return reply.type === 'notice';
}

async function addressOf({ console }: VirtualMachine): Promise<string> {
    const text = await console.ask('ip -4 -oneline address show scope global');
    return / inet (\S+)/.exec(text)?.[1] ?? text;
}
