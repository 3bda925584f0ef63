// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { cached } from './cache.js';
import { installDebian, only, type DebianRecipe } from './debian.js';
import { isoCommand } from './iso.js';
import { runChecked } from './process.js';
import { megabytes, progress } from './progress.js';

/**
 * A small Debian live medium, as Debian makes its own: live-boot, isolinux, a squashfs. Nothing in it knows of
 * Share Live or was prepared for the network.
 */
const recipe = {
    suite: 'bookworm',
    packages: [
        'linux-image-cloud-amd64',
        'live-boot',
        'systemd-sysv',
        'udev',
        'dbus',
        'network-manager',
        // Where live-boot notes the card that the root file system needs, so that NetworkManager leaves it alone.
        'ifupdown',
        'iproute2',
        'busybox',
        'wget',
        'zstd',
        'login',
        'passwd',
    ],
    /** Not needed to start a machine, and half of the image. */
    excluded: [
        '/usr/share/man/*',
        '/usr/share/doc/*',
        '/usr/share/locale/*',
        '/usr/share/i18n/*',
        '/usr/share/zoneinfo/*',
    ],
    hostname: 'live',
    /** A few seconds each of a boot without hardware virtualisation, and of no use to a machine that lives for minutes. */
    masked: [
        'apt-daily.timer',
        'apt-daily-upgrade.timer',
        'dpkg-db-backup.timer',
        'e2scrub_all.timer',
        'e2scrub_reap.service',
        'fstrim.timer',
        'systemd-tmpfiles-clean.timer',
        'NetworkManager-wait-online.service',
    ],
    label: 'Debian 12 small live',
    /** As on Debian's media: the name, the code name, the kind, the architecture, the date. */
    info: 'Debian GNU/Linux 12 "Bookworm" - Share Live test image amd64 LIVE/BINARY 20260101-00:00',
    /** The menu as Debian's live media have it, in three files. `isolinux.bin` is read from the folder of the same name. */
    menu: {
        'isolinux.cfg': ['include menu.cfg', 'default menu.c32', 'prompt 0', 'timeout 30', ''],
        'menu.cfg': ['menu title Boot menu', 'include live.cfg', ''],
        'live.cfg': [
            'label live-amd64',
            '\tmenu label ^Live system (amd64)',
            '\tmenu default',
            '\tlinux /live/vmlinuz',
            '\tinitrd /live/initrd.img',
            '\tappend boot=live components quiet console=tty0 console=ttyS0,115200',
            '',
            'label live-amd64-failsafe',
            '\tmenu label Live system (amd64 fail-safe mode)',
            '\tlinux /live/vmlinuz',
            '\tinitrd /live/initrd.img',
            '\tappend boot=live components memtest noapic noapm nodma nomce nosmp nosplash vga=788',
            '',
        ],
    },
    loaders: [
        '/usr/lib/ISOLINUX/isolinux.bin',
        '/usr/lib/syslinux/modules/bios/ldlinux.c32',
        '/usr/lib/syslinux/modules/bios/libcom32.c32',
        '/usr/lib/syslinux/modules/bios/libutil.c32',
        '/usr/lib/syslinux/modules/bios/menu.c32',
    ],
} as const;

/** What was made of it is only good for the code that made it: to be raised when `make` changes. */
const RECIPE_VERSION = 3;

/**
 * The ISO image that the tests, the demo and the benchmark share: about 110 MB; also starts from a CD drive.
 *
 * @returns its path in the cache. Making it takes about a minute, once; root, and Debian's archive within reach.
 */
export async function liveImage(): Promise<string> {
    return cached('live', '.iso', { ...recipe, version: RECIPE_VERSION }, (output, folder) =>
        make(output, folder, recipe),
    );
}

/**
 * The same with live-config, which sets a live system's language, keyboard and more up at each start, as on Debian's
 * own media. It starts more slowly.
 */
export async function configuredLiveImage(): Promise<string> {
    const configured = {
        ...recipe,
        packages: [
            ...recipe.packages,
            'live-config',
            'live-config-systemd',
            'locales',
            'keyboard-configuration',
        ],
    };
    return cached('live-configured', '.iso', { ...configured, version: RECIPE_VERSION }, (output, folder) =>
        make(output, folder, configured),
    );
}

/** @returns the SHA-256 sum, in hexadecimal, of a file in an image */
export async function checksum(image: string, path: string): Promise<string> {
    const hash = createHash('sha256');
    const bsdtar = spawn('bsdtar', ['-xOf', image, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const part of bsdtar.stdout) hash.update(part as Buffer);
    return hash.digest('hex');
}

async function make(output: string, workFolder: string, debian: DebianRecipe): Promise<void> {
    const system = join(workFolder, 'system');
    const tree = join(workFolder, 'tree');
    const live = join(tree, 'live');
    const isolinux = join(tree, 'isolinux');
    for (const folder of [live, isolinux, join(tree, '.disk')]) await mkdir(folder, { recursive: true });

    progress(`Making the live image from Debian ${recipe.suite} (once; about a minute)`);
    await installDebian(system, debian);
    await rename(await only(join(system, 'boot'), 'vmlinuz-'), join(live, 'vmlinuz'));
    await rename(await only(join(system, 'boot'), 'initrd.img-'), join(live, 'initrd.img'));

    progress('Packing the live image');
    const squashfs = join(live, 'filesystem.squashfs');
    await runChecked(['mksquashfs', system, squashfs, '-comp', 'zstd', '-no-progress', '-quiet']);
    await writeFile(join(tree, '.disk', 'info'), recipe.info);
    for (const [name, lines] of Object.entries(recipe.menu))
        await writeFile(join(isolinux, name), lines.join('\n'));
    for (const loader of recipe.loaders) await copyFile(loader, join(isolinux, basename(loader)));
    await runChecked(isoCommand(tree, output, { label: recipe.label }));
    progress(`The live image is ready: ${megabytes((await stat(output)).size)}`);
}
