// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { join } from 'node:path';

import { progress } from '../lab/progress.js';
import { checkAsBefore, checkMediumOverNfs, shareByHand, startAndCheck } from './common.js';
import { makeLiveLab } from './live-lab.js';
import type { Stage } from './stage.js';

/** The system runs from its CD, as most people have it. */
export const cdStage: Stage = {
    name: 'cd',
    what: 'from a CD: clients with BIOS and with Secure Boot run its desktop over NFS; afterwards it is as before',
    run: async ({ scope, folder, medium }) => {
        const lab = await makeLiveLab(scope, folder, { from: { cd: medium } });
        progress('the sharing machine has its desktop');
        const session = await shareByHand(lab.sharing);
        for (const [firmware, mac] of [
            ['bios', '52:54:00:4c:4c:02'],
            ['secureboot', '52:54:00:4c:4c:03'],
        ] as const) {
            const client = await startAndCheck(lab, session, {
                folder: join(folder, firmware),
                mac,
                firmware,
            });
            await checkMediumOverNfs(client, medium);
            await client.vm.quit();
        }
        await session.stopSharing();
        await session.picture('stopped');
        await checkAsBefore(lab.sharing, session.before);
    },
};
