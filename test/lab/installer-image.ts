// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { cached } from './cache.js';
import { bootstrap } from './debian.js';
import { runChecked } from './process.js';
import { megabytes, progress } from './progress.js';

const PACKAGE = 'debian-installer-12-netboot-amd64';

/** Where the package has the installer with a text interface. */
const INSTALLER = 'usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64';

/** The rest of a `mini.iso` by debian-installer's own recipe (build/config/x86.cfg, arch_miniiso), and a serial console. */
const recipe = {
    suite: 'bookworm',
    package: PACKAGE,
    files: {
        info: 'Debian GNU/Linux 12 (bookworm) amd64 - netboot mini.iso 20230607',
        'isolinux.cfg': ['prompt 0', 'timeout 0', 'include menu.cfg', 'default vesamenu.c32', ''].join('\n'),
        'menu.cfg': [
            'menu title Debian GNU/Linux installer menu (BIOS mode)',
            'include txt.cfg',
            'menu begin advanced',
            '    menu label ^Advanced options',
            '    include adtxt.cfg',
            'menu end',
            '',
        ].join('\n'),
        'txt.cfg': entry('install', '^Install', 'vga=788'),
        'adtxt.cfg': entry('rescue', '^Rescue mode', 'vga=788 rescue/enable=true'),
    },
    version: 1,
} as const;

function entry(label: string, title: string, parameters: string): string {
    return [
        `label ${label}`,
        `\tmenu label ${title}`,
        '\tkernel linux',
        `\tappend ${parameters} initrd=initrd.gz --- quiet console=ttyS0`,
        '',
    ].join('\n');
}

/** Debian's network installer, unchanged, on a medium as Debian makes it. @returns the image's path in the cache */
export function installerImage(): Promise<string> {
    return cached('mini', '.iso', recipe, async (output, folder) => {
        const [system, tree] = [join(folder, 'system'), join(folder, 'tree')];
        progress('Making an image of Debian’s network installer (once)');
        await bootstrap(system, recipe.suite, ['--variant=extract', `--include=${PACKAGE}`]);
        await mkdir(join(tree, '.disk'), { recursive: true });
        for (const name of ['linux', 'initrd.gz'])
            await rename(join(system, INSTALLER, name), join(tree, name));
        const { info, ...menus } = recipe.files;
        await writeFile(join(tree, '.disk/info'), info);
        for (const [name, text] of Object.entries(menus)) await writeFile(join(tree, name), text);
        const label = ['-volid', 'ISOIMAGE', '-rational-rock', '-joliet'];
        await runChecked(['xorriso', '-as', 'mkisofs', '-quiet', '-o', output, ...label, tree]);
        progress(`The installer’s image is ready: ${megabytes((await stat(output)).size)}`);
    });
}
