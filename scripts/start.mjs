// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// npm start [-- ARGUMENT…]: installs what is missing, builds and runs the program. Without arguments it shares the
// live system that runs here, or, where there is none, shows the whole way in a lab of its own.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { prefix } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

/** Where the live systems keep their medium: live-boot, casper, dracut, Arch. */
const liveMedia = ['/run/live/medium', '/cdrom/casper', '/run/initramfs/live', '/run/archiso/bootmnt'];

/** @param {string[]} purposes */
async function prepare(...purposes) {
    if (!(await setUp(purposes))) process.exit(1);
}

const args = process.argv.slice(2);
await prepare('build', 'run');
const built = await run(process.execPath, ['scripts/build.mjs']);
if (built !== 0) process.exit(built);

const program = join(prefix, 'bin/share-live');
if (args.length) process.exit(await run(program, args));

const hasDisplay = Boolean(process.env['WAYLAND_DISPLAY'] || process.env['DISPLAY']);
const isLive = liveMedia.some(folder => existsSync(folder));
if (hasDisplay && isLive) {
    console.log('Sharing the live system that runs here. Ctrl-C ends it.');
    process.exit(await run(program, ['--cli', '--medium', 'auto', '--interface', 'auto']));
}
console.log(
    [
        hasDisplay ? 'No live system runs here' : 'There is no display here',
        ', so this shows the whole way instead: it makes a small live image, shares it on a network of its own and',
        ' boots a virtual machine from it. The network of this machine is not touched.',
        '\nTo share an image file: npm start -- --cli --medium FILE.iso --interface auto',
    ].join(''),
);
await prepare('demo');
// Only now, since esbuild may just have been installed.
const { runTypeScript } = await import('./lib/lab.mjs');
process.exit(await runTypeScript('test/lab/demo.ts', [], 'network namespaces and a virtual machine'));
