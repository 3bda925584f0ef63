// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

import type { Root } from './root.js';

/**
 * Scripts of package.json, in the order in which a person meets them; `start` is the demonstration here. And `removal`,
 * of the package that `deb` has made.
 */
export const STEPS = ['start', 'check', 'test:unit', 'test:ui', 'deb', 'removal', 'test:network'] as const;

export type Step = (typeof STEPS)[number];

/**
 * Runs a step in a root, as CI begins there.
 *
 * @param repository the folder with the clone, as seen from inside
 * @param log gets all that it says
 * @returns whether it succeeded
 * @throws where a signal ended it: the root is being taken down
 */
export async function runStep(
    { namespaces }: Root,
    repository: string,
    step: Step,
    env: Readonly<Record<string, string>>,
    log: string,
): Promise<boolean> {
    const script = step === 'removal' ? ['test/roots/removal.sh'] : ['.ci/run', step];
    const { child, ended } = namespaces.start(['env', `--chdir=${repository}`, 'bash', ...script], {
        input: '',
        env: {
            PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
            HOME: '/root',
            LC_ALL: 'C.UTF-8',
            ...env,
        },
    });
    const file = createWriteStream(log);
    child.stdout?.pipe(file, { end: false });
    child.stderr?.pipe(file, { end: false });
    const { status } = await ended;
    file.end();
    await finished(file);
    if (status === null) throw new Error(`${step} was ended by a signal`);
    return status === 0;
}
