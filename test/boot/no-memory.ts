// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import type { ClientReply, Reply } from '../../src/backend/protocol/messages.js';
import { chooseMemory } from '../lab/client-menu.js';
import { liveImage } from '../lab/image.js';
import { makeLab } from '../lab/lab.js';
import { progress } from '../lab/progress.js';
import type { BootCase } from './boot-case.js';
import { checkStop, LOGIN_MS, readyShare } from './common.js';

/** Enough for the kernel and the initrd, and to run over the network. */
const MEMORY_MIB = 512;

function noMemoryCase(image: 'trixie' | 'dracut', mac: string): BootCase {
    return {
        name: `bios-${image}-no-memory`,
        what: `${image}: a client with ${MEMORY_MIB} MiB that is to keep the system there says that it cannot, on its screen and here; Ctrl-C`,
        minutes: 3,
        run: async context => {
            const { scope, folder } = context;
            const medium = await liveImage(image);
            const lab = await makeLab(scope);
            const before = await lab.snapshot();
            const share = await readyShare(lab, { ...context, image: medium });
            const client = await lab.startClient({ folder, memoryMiB: MEMORY_MIB, mac });
            await chooseMemory(share, client, mac, LOGIN_MS);
            await client.console.waitFor(/This computer has \d+ MB of memory\./, LOGIN_MS);
            progress('it says so on its screen');
            await client.screenshot('no-memory');
            const { client: told } = await share.waitFor(
                hasFailed(mac),
                'the client is said to have too little memory',
                60_000,
            );
            const [have = 0, needed = 0] = (told.failure?.detail ?? '').split(' ').map(Number);
            assert.ok(have > 300 && have <= MEMORY_MIB && needed > MEMORY_MIB, `${have}, ${needed}`);
            await checkStop(share, lab, before);
        },
    };
}

const hasFailed =
    (mac: string) =>
    (reply: Reply): reply is ClientReply =>
        reply.type === 'client' && reply.client.mac === mac && reply.client.failure?.reason === 'memory';

export const biosTrixieNoMemory = noMemoryCase('trixie', '52:54:00:4c:49:30');
export const biosDracutNoMemory = noMemoryCase('dracut', '52:54:00:4c:49:31');
