// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writes package-lock.json anew after a change of package.json. The npm 9 of Debian 12 and 13 ignores overrides where
// it checks a lock file, and then refuses it: so the lock file asks for the overriding versions itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const code = await run('npm', [
    'install',
    '--package-lock-only',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
]);
if (code !== 0) process.exit(code);

const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { overrides } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
for (const [name, versions] of Object.entries(overrides)) {
    const { dependencies } = lock.packages[`node_modules/${name}`];
    for (const dependency of Object.keys(dependencies)) {
        dependencies[dependency] = versions[dependency] ?? dependencies[dependency];
    }
}
// Registry hosts are the business of the one who installs.
for (const entry of Object.values(lock.packages)) delete entry.resolved;
writeFileSync(file, `${JSON.stringify(lock, null, 4)}\n`);
