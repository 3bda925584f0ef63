// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { join } from 'node:path';

import { progress } from '../lab/progress.js';
import { checkAsBefore, checkFromMemory, shareByHand, startAndCheck } from './common.js';
import { makeLiveLab } from './live-lab.js';
import type { Stage } from './stage.js';

/** A computer that has its system over the network passes it on, by a second network card. */
export const passedOnStage: Stage = {
    name: 'passed-on',
    what: 'from a client, which has the system over the network itself: the next one runs from memory',
    run: async ({ scope, folder, medium }) => {
        const lab = await makeLiveLab(scope, folder, { from: { cd: medium } });
        const client = await startAndCheck(lab, await shareByHand(lab.sharing), {
            ...{ folder: join(folder, 'client'), mac: '52:54:00:4c:4c:05', firmware: 'bios' },
            ...{ memoryMiB: 3072, secondMac: '52:54:00:4c:4c:06' },
        });
        const session = await shareByHand(client);
        await session.untilText('from another one, over the network', 10_000);
        const next = await startAndCheck(lab, session, {
            ...{ folder: join(folder, 'next'), mac: '52:54:00:4c:4c:07', firmware: 'bios' },
            ...{ memoryMiB: 3072, end: 'next-client' },
        });
        await checkFromMemory(next);
        await next.vm.quit();
        await session.stopSharing();
        await session.picture('stopped');
        await checkAsBefore(client, session.before);
        progress('the client that shared on is as before');
    },
};
