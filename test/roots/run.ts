// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The commands of the README on fresh, minimal systems: run.ts [RELEASE…] [STEP…]. As root. What is committed is tried.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { columns } from '../lab/columns.js';
import { runChecked } from '../lab/process.js';
import { progress, seconds } from '../lab/progress.js';
import { Interrupted, withScope, type Scope } from '../lab/scope.js';
import { reach } from './reach.js';
import { makeRoot } from './root.js';
import { runStep, STEPS, type Step } from './steps.js';

const RELEASES = ['bookworm', 'trixie'] as const;
type Release = (typeof RELEASES)[number];

const REPOSITORY = '/root/share-live';
const LOGS = resolve('build/roots');

interface Outcome {
    readonly release: Release;
    readonly step: Step;
    readonly passed: boolean;
    readonly seconds: string;
    readonly log: string;
}

/** Tries the steps in a new root of a release, one after the other, also after one that failed. */
async function tryRelease(
    scope: Scope,
    release: Release,
    steps: readonly Step[],
    add: (outcome: Outcome) => void,
): Promise<void> {
    const logs = join(LOGS, release);
    await mkdir(logs, { recursive: true });
    progress(`== ${release}`);
    const { env, bootstrap } = await reach();
    const root = await makeRoot(scope, release, bootstrap);
    await runChecked(['git', 'clone', '--quiet', resolve('.'), join(root.folder, REPOSITORY)]);
    for (const step of steps) {
        const log = join(logs, `${step.replace(':', '-')}.log`);
        progress(`-- ${release} ${step}: ${log}`);
        const started = Date.now();
        const passed = await runStep(root, REPOSITORY, step, env, log);
        const took = seconds(Date.now() - started);
        progress(`${passed ? '✔' : '✖'} ${release} ${step}: ${took}`);
        add({ release, step, passed, seconds: took, log });
    }
}

async function main(args: readonly string[]): Promise<number> {
    const releases = RELEASES.filter(release => args.includes(release));
    const steps = STEPS.filter(step => args.includes(step));
    if (releases.length + steps.length !== args.length) {
        console.error(`usage: npm run test:roots -- [${RELEASES.join('|')}] [${STEPS.join('|')}] …`);
        return 2;
    }
    progress(`The clone is of ${(await runChecked(['git', 'log', '-1', '--format=%h %s'])).trim()}`);
    const outcomes: Outcome[] = [];
    for (const release of releases.length > 0 ? releases : RELEASES)
        await withScope(scope =>
            tryRelease(scope, release, steps.length > 0 ? steps : STEPS, outcome => outcomes.push(outcome)),
        );
    console.log(
        `\n${columns([
            ['root', 'step', 'outcome', 'time', 'log'],
            ...outcomes.map(({ release, step, passed, seconds, log }) => [
                ...[release, step, passed ? 'passed' : 'failed', seconds, log],
            ]),
        ])}`,
    );
    const failed = outcomes.filter(({ passed }) => !passed).length;
    console.log(`\n${outcomes.length - failed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
}

try {
    process.exit(await main(process.argv.slice(2)));
} catch (error) {
    console.error(error instanceof Interrupted ? `\n${error.message}: everything is taken down` : error);
    process.exit(error instanceof Interrupted ? 130 : 1);
}
