// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { cached } from './cache.js';
import { installDebian, only } from './debian.js';
import { isoCommand } from './iso.js';
import { runChecked } from './process.js';
import { megabytes, progress } from './progress.js';

/** What builders of live images add for Share Live (docs/on-a-live-image.md). */
const ADDITIONS = 'data/live-build';

/** Where `npm run deb` leaves the package. */
const PACKAGES = 'build/deb';

/** The desktop that the live system starts: GNOME as on Debian's own images, or a small one that starts sooner. */
export type LiveDesktop = 'gnome' | 'light';

const DESKTOPS: Readonly<Record<LiveDesktop, readonly string[]>> = {
    gnome: ['task-gnome-desktop', 'gdm3'],
    light: [
        ...[
            'xserver-xorg-core',
            'xserver-xorg-input-libinput',
            'xserver-xorg-legacy',
            'lightdm',
            'lightdm-gtk-greeter',
        ],
        ...['lxde-core', 'dbus-user-session', 'dbus-x11', 'adwaita-icon-theme', 'fonts-cantarell'],
        ...['at-spi2-core', 'lxpolkit', 'x11-xserver-utils', 'xterm'],
    ],
};

/** A live medium as Debian makes its own: live-boot and live-config, a desktop session, menus for BIOS and UEFI. */
const recipe = {
    suite: 'trixie',
    packages: [
        ...[
            'linux-image-amd64',
            'live-boot',
            'live-config',
            'live-config-systemd',
            'systemd-sysv',
            'udev',
            'dbus',
        ],
        ...[
            'network-manager',
            'ifupdown',
            'iproute2',
            'busybox',
            'wget',
            'zstd',
            'login',
            'passwd',
            'sudo',
            'user-setup',
        ],
        ...[
            'locales',
            'keyboard-configuration',
            'console-setup',
            'polkitd',
            'pkexec',
            'libpam-systemd',
            'procps',
        ],
        // what reads and presses buttons for people who cannot see or point
        'gir1.2-atspi-2.0',
        ...['isolinux', 'syslinux-common', 'shim-signed', 'grub-efi-amd64-signed'],
    ],
    excluded: ['/usr/share/doc/*', '/usr/share/man/*'],
    hostname: 'debian',
    /** Of no use to a machine that lives for minutes. */
    masked: [
        'apt-daily.timer',
        'apt-daily-upgrade.timer',
        'dpkg-db-backup.timer',
        'fstrim.timer',
        'man-db.timer',
    ],
    info: 'Debian GNU/Linux 13 "Trixie" - Share Live amd64 LIVE/BINARY 20260101-00:00',
} as const;

/** For the small desktop: nobody sits before it, and LXDE's screen locker would hide it. Whoever turns that off has this at home. */
const NO_LOCKER = ['[Desktop Entry]', 'Type=Application', 'Name=Screen Locker', 'Hidden=true', ''].join('\n');

const PARAMETERS = 'boot=live components quiet splash';
const TITLE = 'Live system (amd64)';

const ISOLINUX_MENU = ['include menu.cfg', 'default vesamenu.c32', 'prompt 0', 'timeout 30', ''].join('\n');

const ISOLINUX_ENTRIES = [
    'menu title Boot menu',
    'label live-amd64',
    `\tmenu label ^${TITLE}`,
    '\tmenu default',
    '\tlinux /live/vmlinuz',
    '\tinitrd /live/initrd.img',
    `\tappend ${PARAMETERS}`,
    '',
].join('\n');

const GRUB_MENU = [
    'set default=0',
    'set timeout=3',
    `menuentry "${TITLE}" {`,
    `\tlinux /live/vmlinuz ${PARAMETERS}`,
    '\tinitrd /live/initrd.img',
    '}',
    '',
].join('\n');

/** By the names in the system that is on the medium, and there. */
const SYSLINUX = '/usr/lib/syslinux/modules/bios';
const ISOLINUX_FILES = [
    '/usr/lib/ISOLINUX/isolinux.bin',
    ...['ldlinux', 'libcom32', 'libutil', 'vesamenu'].map(name => `${SYSLINUX}/${name}.c32`),
];
const EFI_FILES = {
    'bootx64.efi': '/usr/lib/shim/shimx64.efi.signed',
    'mmx64.efi': '/usr/lib/shim/mmx64.efi.signed',
    'grubx64.efi': '/usr/lib/grub/x86_64-efi-signed/gcdx64.efi.signed',
} as const;

/** What was made of it is only good for the code that made it: to be raised when `make` changes. */
const RECIPE_VERSION = 2;

/**
 * A real live image with a desktop and Share Live, installed from its package by the recipe for builders of live images.
 *
 * @param shareLive whether Share Live is on it, with what it brings; else the same image without
 * @returns its path in the cache. Making it takes some minutes, once; root, and Debian's archive within reach. @throws where
 * there is no package
 */
export async function liveMedium(desktop: LiveDesktop, shareLive = true): Promise<string> {
    const ours = shareLive ? await additions() : null;
    const whole = {
        ...recipe,
        desktop: DESKTOPS[desktop],
        additions: ours?.digests,
        version: RECIPE_VERSION,
    };
    const name = shareLive ? `medium-${desktop}` : `medium-${desktop}-without`;
    return cached(name, '.iso', whole, (output, folder) => make(output, folder, desktop, ours));
}

interface Additions {
    readonly deb: string;
    readonly packages: readonly string[];
    readonly digests: readonly string[];
}

async function additions(): Promise<Additions> {
    const deb = (await readdir(PACKAGES)).find(name => name.endsWith('.deb'));
    if (deb === undefined) throw new Error(`no package in ${PACKAGES}: npm run deb makes it`);
    const list = await readFile(join(ADDITIONS, 'package-lists/share-live.list.chroot'), 'utf8');
    const packages = list.split('\n').filter(line => /^[a-z]/.test(line) && line !== 'share-live');
    const files = [join(PACKAGES, deb), ...(await filesBelow(ADDITIONS))];
    const digests = await Promise.all(
        files.map(async file =>
            createHash('sha256')
                .update(await readFile(file))
                .digest('hex'),
        ),
    );
    return { deb: join(PACKAGES, deb), packages, digests };
}

async function filesBelow(folder: string): Promise<string[]> {
    const entries = await readdir(folder, { withFileTypes: true });
    const below = await Promise.all(
        entries.map(async entry => {
            const path = join(folder, entry.name);
            return entry.isDirectory() ? filesBelow(path) : [path];
        }),
    );
    return below.flat().sort();
}

async function make(
    output: string,
    workFolder: string,
    desktop: LiveDesktop,
    ours: Additions | null,
): Promise<void> {
    const system = join(workFolder, 'system');
    const tree = join(workFolder, 'tree');
    const files = join(workFolder, 'files');
    await mkdir(files);
    if (desktop === 'light') {
        const autostart = join(files, 'etc/skel/.config/autostart');
        await mkdir(autostart, { recursive: true });
        await writeFile(join(autostart, 'light-locker.desktop'), NO_LOCKER);
    }
    if (ours !== null)
        await runChecked(['cp', '-r', `${ADDITIONS}/includes.chroot_before_packages/.`, files]);

    progress(
        `Making a live image with a desktop (${desktop}) from Debian ${recipe.suite} (once; some minutes)`,
    );
    const packages = [...recipe.packages, ...DESKTOPS[desktop], ...(ours?.packages ?? [])];
    await installDebian(system, { ...recipe, packages }, files);
    if (ours !== null) await addShareLive(system, ours);
    // as on Debian's images, where live-config makes a user who may do everything
    await runChecked(['chroot', system, 'passwd', '--lock', 'root']);
    await makeTree(system, tree);
    const squashfs = join(tree, 'live', 'filesystem.squashfs');
    await runChecked([
        'mksquashfs',
        system,
        squashfs,
        '-comp',
        'zstd',
        '-no-progress',
        '-quiet',
        '-e',
        'boot/vmlinuz*',
        '-e',
        'boot/initrd*',
        '-wildcards',
    ]);
    await runChecked(
        isoCommand(tree, output, { label: 'd-live 13 share-live amd64', efi: 'boot/grub/efi.img' }),
    );
    progress(`The live image is ready: ${megabytes((await stat(output)).size)}`);
}

/** As live-build does it: the package beside those of the archive, then the hooks. */
async function addShareLive(system: string, { deb }: Additions): Promise<void> {
    const inside = `/tmp/${basename(deb)}`;
    await copyFile(deb, join(system, inside));
    await copyFile('/etc/resolv.conf', join(system, 'etc/resolv.conf'));
    const install = 'apt-get -qq update && apt-get -qq --yes install "$1"';
    await inSystem(system, ['env', 'DEBIAN_FRONTEND=noninteractive', 'sh', '-c', install, 'sh', inside]);
    for (const hook of await readdir(join(ADDITIONS, 'hooks/normal'))) {
        await copyFile(join(ADDITIONS, 'hooks/normal', hook), join(system, 'tmp', hook));
        await inSystem(system, ['sh', `/tmp/${hook}`]);
    }
    await inSystem(system, ['sh', '-c', 'apt-get clean; rm -rf /tmp/* /var/lib/apt/lists/*']);
    await writeFile(join(system, 'etc/resolv.conf'), '');
}

/** Runs a program in the system, which sees none of this machine's. */
async function inSystem(system: string, argv: readonly string[]): Promise<void> {
    await runChecked([
        'unshare',
        '--pid',
        '--fork',
        '--kill-child',
        '--mount',
        'chroot',
        system,
        'sh',
        '-c',
        'mount -t proc proc /proc && exec "$@"',
        'sh',
        ...argv,
    ]);
}

async function makeTree(system: string, tree: string): Promise<void> {
    for (const folder of ['live', 'isolinux', 'boot/grub', 'EFI/boot', '.disk'])
        await mkdir(join(tree, folder), { recursive: true });
    await copyFile(await only(join(system, 'boot'), 'vmlinuz-'), join(tree, 'live/vmlinuz'));
    await rename(await only(join(system, 'boot'), 'initrd.img-'), join(tree, 'live/initrd.img'));
    await writeFile(join(tree, '.disk/info'), recipe.info);
    await writeFile(join(tree, 'isolinux/isolinux.cfg'), ISOLINUX_MENU);
    await writeFile(join(tree, 'isolinux/menu.cfg'), ISOLINUX_ENTRIES);
    for (const file of ISOLINUX_FILES)
        await copyFile(join(system, file), join(tree, 'isolinux', basename(file)));
    await writeFile(join(tree, 'boot/grub/grub.cfg'), GRUB_MENU);
    const image = join(tree, 'boot/grub/efi.img');
    await runChecked(['truncate', '--size=8M', image]);
    await runChecked(['mkfs.vfat', image]);
    await runChecked(['mmd', '-i', image, '::/EFI', '::/EFI/boot']);
    for (const [name, file] of Object.entries(EFI_FILES)) {
        await copyFile(join(system, file), join(tree, 'EFI/boot', name));
        await runChecked(['mcopy', '-i', image, join(system, file), `::/EFI/boot/${name}`]);
    }
}
