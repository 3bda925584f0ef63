// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Everything that must hold, from a fresh clone: installs what is missing, builds, and runs each kind of test until
// one fails.
import { setUp } from './lib/setup.mjs';
import { run } from './lib/run.mjs';

/** @param {string} name of a script in package.json */
const script = name => async () => (await run('npm', ['run', '--silent', name])) === 0;

/** @type {[string, () => Promise<boolean>][]} */
const steps = [
    ['setup', () => setUp(['build', 'run', 'test', 'demo', 'deb'])],
    ['build', script('build')],
    ['check', script('check')],
    ['test:unit', script('test:unit')],
    ['test:ui', script('test:ui')],
    ['deb', script('deb')],
    ['test:network', script('test:network')],
    ['test:boot', script('test:boot')],
];

/** @param {number} ms */
function duration(ms) {
    const seconds = Math.round(ms / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const summary = [];
let ok = true;
for (const [name, step] of steps) {
    if (!ok) {
        summary.push(`- ${name}: not run`);
        continue;
    }
    console.log(`\n== ${name}`);
    const started = Date.now();
    ok = await step();
    summary.push(`${ok ? '✔' : '✖'} ${name}: ${duration(Date.now() - started)}`);
}
console.log(`\n== summary\n${summary.join('\n')}`);
process.exit(ok ? 0 : 1);
