// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { makeLab } from '../lab/lab.js';
import { progress } from '../lab/progress.js';
import { killProcesses } from '../lab/share.js';
import type { BootCase } from './boot-case.js';
import { checkAsBefore, readyShare } from './common.js';

export const killed: BootCase = {
    name: 'killed',
    what: 'SIGKILL of the front end, of the helper, of both together leaves nothing behind',
    minutes: 2,
    run: async context => {
        const lab = await makeLab(context.scope);
        const before = await lab.snapshot();
        for (const which of [['frontEnd'], ['helper'], ['frontEnd', 'helper']] as const) {
            const share = await readyShare(lab, context);
            await killProcesses(lab.sharing.exec, which);
            progress(`killed: ${which.join(' and ')}`);
            await checkAsBefore(lab, before);
            await share.ended;
        }
    },
};
