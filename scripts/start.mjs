// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// npm start [-- ARGUMENT…]: installs what is missing, builds and runs the program. On a desktop that is its window, which
// is installed first; it asks before that. Without a display, or with --demo, it shows the whole way in a lab of its own.
import { join } from 'node:path';

import { installedProgram, offerToInstall } from './lib/install.mjs';
import { prefix } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

/** @param {string[]} purposes */
async function prepare(...purposes) {
    if (!(await setUp(purposes))) process.exit(1);
}

const args = process.argv.slice(2);
const hasDisplay = Boolean(process.env['WAYLAND_DISPLAY'] || process.env['DISPLAY']);
const wantsDemo = args[0] === '--demo';
const onTerminal = args.some(argument => ['--cli', '--help', '--version'].includes(argument));
await prepare('build', 'run');

if (hasDisplay && !wantsDemo && !onTerminal) {
    if (!(await offerToInstall())) process.exit(1);
    process.exit(await run(installedProgram, args));
}

const built = await run(process.execPath, ['scripts/build.mjs']);
if (built !== 0) process.exit(built);
if (args.length && !wantsDemo) process.exit(await run(join(prefix, 'bin/share-live'), args));

console.log(
    [
        wantsDemo ? 'This' : 'There is no display here, so this',
        ' shows the whole way: it makes a small live image, shares it on a network of its own and',
        ' boots a virtual machine from it. The network of this machine is not touched.',
        '\nTo share an image file: npm start -- --cli --medium FILE.iso --interface auto',
    ].join(''),
);
await prepare('demo');
// Only now, since esbuild may just have been installed.
const { runTypeScript } = await import('./lib/lab.mjs');
process.exit(await runTypeScript('test/lab/demo.ts', [], 'network namespaces and a virtual machine'));
