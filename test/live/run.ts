// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Share Live on the live system itself, with its desktop, and clients in a second virtual machine: run.ts [--gnome]
// [STAGE…]. As root; the package has been made before.
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { liveMedium } from '../lab/live-medium.js';
import { progress, seconds } from '../lab/progress.js';
import { Interrupted, withScope } from '../lab/scope.js';
import { cdStage } from './cd.js';
import type { Stage } from './stage.js';
import { listenersStage } from './listeners.js';
import { passedOnStage } from './passed-on.js';
import { copiedStage, persistenceStage, toRamStage } from './stick-stages.js';

const STAGES: readonly Stage[] = [
    cdStage,
    persistenceStage,
    copiedStage,
    toRamStage,
    passedOnStage,
    listenersStage,
];

async function main(args: readonly string[]): Promise<number> {
    const names = args.filter(each => each !== '--gnome');
    const stages = STAGES.filter(({ name }) => names.length === 0 || names.includes(name));
    if (!names.every(name => STAGES.some(stage => stage.name === name))) {
        console.error(`usage: npm run test:live -- [--gnome] [STAGE…]`);
        for (const { name, what } of STAGES) console.error(`  ${name.padEnd(12)}${what}`);
        return 2;
    }
    const folder = await mkdtemp(join(tmpdir(), 'share-live-on-live-'));
    const medium = await withScope(() => liveMedium(args.includes('--gnome') ? 'gnome' : 'light'));
    const failed: string[] = [];
    for (const { name, what, run } of stages) {
        progress(`== ${name}: ${what}`);
        const started = Date.now();
        const own = join(folder, name);
        await mkdir(own);
        try {
            await withScope(scope => run({ scope, folder: own, medium }));
            progress(`✔ ${name}: ${seconds(Date.now() - started)}`);
        } catch (error) {
            if (error instanceof Interrupted) throw error;
            failed.push(name);
            console.error(error);
            progress(`✖ ${name}: ${seconds(Date.now() - started)}`);
        }
    }
    console.log(`\n${stages.length - failed.length} passed, ${failed.length} failed`);
    console.log(`Logs and screenshots: ${folder}`);
    return failed.length === 0 ? 0 : 1;
}

try {
    process.exit(await main(process.argv.slice(2)));
} catch (error) {
    console.error(error instanceof Interrupted ? `\n${error.message}: everything is taken down` : error);
    process.exit(error instanceof Interrupted ? 130 : 1);
}
