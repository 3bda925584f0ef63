// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { DebianRecipe } from './debian.js';

/** Everything that decides what is in a live medium but for where things lie on it, which its layout says. */
export interface LiveRecipe extends DebianRecipe {
    /** Files, by their path, that are in the system before the packages' scripts run. */
    readonly files?: Readonly<Record<string, string>>;
    /** The volume's name. */
    readonly label: string;
    /** What Debian's media say of themselves in `.disk/info`. */
    readonly info?: string;
    /** The files of isolinux, by name, and their lines. */
    readonly menu: Readonly<Record<string, readonly string[]>>;
    /** The rest of isolinux. */
    readonly loaders: readonly string[];
}

/**
 * A small Debian live medium, as Debian makes its own: live-boot, isolinux, a squashfs. Nothing in it knows of
 * Share Live or was prepared for the network.
 */
export const BOOKWORM = {
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
} as const satisfies LiveRecipe;

/** As on Debian's own media: it sets the language, the keyboard and more up at each start, which takes longer. */
export const BOOKWORM_CONFIGURED = {
    ...BOOKWORM,
    packages: [
        ...BOOKWORM.packages,
        'live-config',
        'live-config-systemd',
        'locales',
        'keyboard-configuration',
        'tzdata',
        // reads the settings of a desktop
        'dconf-cli',
    ],
    excluded: BOOKWORM.excluded.filter(path => path !== '/usr/share/zoneinfo/*'),
} as const satisfies LiveRecipe;

/** The same of Debian 13: a later kernel, live-boot and initramfs, with another DHCP client in there. */
export const TRIXIE = {
    ...BOOKWORM,
    suite: 'trixie',
    label: 'Debian 13 small live',
    info: 'Debian GNU/Linux 13 "Trixie" - Share Live test image amd64 LIVE/BINARY 20260101-00:00',
} as const satisfies LiveRecipe;

/** The same with the installer that Debian's live media have, and what it can be seen and driven with where there is no screen. */
export const CALAMARES = {
    ...TRIXIE,
    packages: [
        ...TRIXIE.packages,
        ...['calamares', 'calamares-settings-debian', 'squashfs-tools'],
        ...['xvfb', 'dbus-x11', 'at-spi2-core', 'gjs', 'gir1.2-atspi-2.0', 'fonts-dejavu-core', 'tzdata'],
    ],
    // it shows all of them
    excluded: BOOKWORM.excluded.filter(path => !/zoneinfo|i18n|locale/.test(path)),
    label: 'Debian 13 small installer',
} as const satisfies LiveRecipe;

/**
 * A medium in the shape of Fedora's and Red Hat's, with dracut's real modules out of Debian's packages. Its squashfs
 * holds the system itself, as Fedora makes it today, and not another image, as it did before. The initrd is made as
 * for their media: for any machine, with `dmsquash-live` and `livenet`; `nfs` comes in where its programs are
 * installed, and NetworkManager brings the network up.
 */
export const DRACUT = {
    suite: 'trixie',
    packages: [
        'linux-image-cloud-amd64',
        ...['dracut', 'dracut-live', 'dracut-network', 'curl'],
        // the names of protocols, without which mount.nfs finds no NFS 3, are on every system of that family
        ...['nfs-common', 'rpcbind', 'netbase'],
        ...['systemd-sysv', 'udev', 'dbus', 'network-manager', 'iproute2', 'zstd', 'login', 'passwd'],
        ...['tzdata', 'dconf-cli'],
    ],
    files: {
        'etc/dracut.conf.d/live.conf': [
            'hostonly="no"',
            'compress="zstd"',
            'add_dracutmodules+=" dmsquash-live livenet "',
            '',
        ].join('\n'),
    },
    excluded: BOOKWORM_CONFIGURED.excluded,
    hostname: 'live',
    masked: BOOKWORM.masked,
    label: 'Dracut-Live-13',
    menu: {
        'isolinux.cfg': [
            'default vesamenu.c32',
            'timeout 30',
            'menu title Dracut Live 13',
            'label linux',
            '  menu label ^Start Dracut Live 13',
            '  menu default',
            '  kernel /images/pxeboot/vmlinuz',
            '  append initrd=/images/pxeboot/initrd.img root=live:CDLABEL=Dracut-Live-13 rd.live.image quiet console=tty0 console=ttyS0,115200',
            'label check',
            '  menu label Test this ^media & start Dracut Live 13',
            '  kernel /images/pxeboot/vmlinuz',
            '  append initrd=/images/pxeboot/initrd.img root=live:CDLABEL=Dracut-Live-13 rd.live.image rd.live.check quiet console=tty0 console=ttyS0,115200',
            '',
        ],
    },
    loaders: [...BOOKWORM.loaders, '/usr/lib/syslinux/modules/bios/vesamenu.c32'],
} as const satisfies LiveRecipe;
