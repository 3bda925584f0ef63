// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { AGENT_SCRIPT } from './agent.js';
import { cached } from './cache.js';
import { installDebian, only } from './debian.js';
import { runChecked } from './process.js';
import { progress } from './progress.js';
import { AGENT_PORTS } from './vm-agents.js';

/** The sharing machine's network cards: the cable to the client, and the way out. */
export const CARDS = { cable: '52:54:00:4c:53:01', uplink: '52:54:00:4c:53:02' } as const;

/** The file system that it starts from, by its label. */
export const ROOT_LABEL = 'sharing';

/** As Debian's package has it after the installation, when the computer's owner has switched its services off. */
const DISABLED = [
    'nginx.service',
    'nfs-server.service',
    'nfs-client.target',
    'rpcbind.service',
    'rpcbind.socket',
];

/** What the initramfs needs to find a root file system, and nothing else: it starts in a third of the time. */
const MODULES = ['virtio_pci', 'virtio_blk', 'ext4'];

/** systemd.device(5): the port's own unit, with the dash in its path escaped. */
const UNIT = String.raw`[Unit]
Requires=dev-virtio\x2dports-%i.device
After=dev-virtio\x2dports-%i.device
[Service]
ExecStart=/usr/local/sbin/lab-agent /dev/virtio-ports/%i
KillMode=process
[Install]
WantedBy=multi-user.target
`;

/** A profile as a person makes it for one of the cards. */
function profile(name: string, mac: string, ipv4: string): string {
    const lines = [
        ...['[connection]', `id=${name}`, 'type=ethernet', '[ethernet]', `mac-address=${mac}`],
        ...['[ipv4]', ipv4, '[ipv6]', 'method=disabled', ''],
    ];
    return lines.join('\n');
}

/** A small Debian as somebody has it who wants to share: the programs, NetworkManager, no Share Live yet. */
const recipe = {
    suite: 'bookworm',
    packages: [
        ...['linux-image-cloud-amd64', 'initramfs-tools', 'lz4', 'systemd-sysv', 'udev', 'dbus', 'login'],
        ...['passwd', 'kmod', 'procps', 'netbase', 'iproute2', 'network-manager', 'polkitd', 'pkexec'],
        ...['gjs', 'gir1.2-nm-1.0', 'dnsmasq-base', 'nginx', 'nfs-kernel-server', 'rpcbind', 'dhcpcd-base'],
        ...[
            'e2fsprogs',
            'nftables',
            'bubblewrap',
            'pxelinux',
            'syslinux-common',
            'libarchive-tools',
            'squashfs-tools',
        ],
    ],
    excluded: [
        '/usr/share/man/*',
        '/usr/share/doc/*',
        '/usr/share/locale/*',
        '/usr/share/i18n/*',
        '/usr/share/zoneinfo/*',
    ],
    hostname: 'sharing',
    /** They would change files and processes while snapshots are compared, or take seconds of every start. */
    masked: [
        ...['apt-daily.timer', 'apt-daily-upgrade.timer', 'dpkg-db-backup.timer', 'e2scrub_all.timer'],
        ...['e2scrub_reap.service', 'fstrim.timer', 'logrotate.timer', 'man-db.timer', 'nfs-blkmap.service'],
        ...['systemd-tmpfiles-clean.timer', 'systemd-timesyncd.service', 'getty@tty1.service'],
    ],
    files: {
        'etc/fstab': `LABEL=${ROOT_LABEL} / ext4 noatime 0 0\n`,
        'etc/hosts': '127.0.0.1 localhost\n127.0.1.1 sharing\n',
        'etc/initramfs-tools/modules': `${MODULES.join('\n')}\n`,
        'etc/initramfs-tools/conf.d/lab': 'MODULES=list\nCOMPRESS=lz4\n',
        'etc/systemd/system/lab-agent@.service': UNIT,
    },
    /** Read by root alone: NetworkManager wants it so. */
    profiles: {
        'etc/NetworkManager/system-connections/before.nmconnection': profile(
            'before',
            CARDS.cable,
            'method=manual\naddress1=192.0.2.2/24',
        ),
        'etc/NetworkManager/system-connections/uplink.nmconnection': profile(
            'uplink',
            CARDS.uplink,
            'method=auto',
        ),
    },
    programs: { 'usr/local/sbin/lab-agent': AGENT_SCRIPT },
} as const;

/** What was made of it is only good for the code that made it: to be raised when `make` changes. */
const RECIPE_VERSION = 1;

export interface SharingImage {
    readonly kernel: string;
    readonly initrd: string;
    /** A raw ext4 file system, for a machine that does not keep what it writes. */
    readonly root: string;
}

/** The system of the sharing machine. Making it takes about a minute, once; root, and Debian's archive within reach. */
export async function sharingImage(): Promise<SharingImage> {
    const folder = await cached('sharing', '', { ...recipe, version: RECIPE_VERSION }, make);
    return imageIn(folder);
}

function imageIn(folder: string): SharingImage {
    return {
        kernel: join(folder, 'vmlinuz'),
        initrd: join(folder, 'initrd.img'),
        root: join(folder, 'root.ext4'),
    };
}

async function make(output: string, workFolder: string): Promise<void> {
    const files = join(workFolder, 'files');
    const system = join(workFolder, 'system');
    await writeAll(files, recipe.files, 0o644);
    await writeAll(files, recipe.profiles, 0o600);
    await writeAll(files, recipe.programs, 0o755);

    progress(`Making the sharing machine from Debian ${recipe.suite} (once; about a minute)`);
    await installDebian(system, recipe, files);
    const agents = AGENT_PORTS.map(name => `lab-agent@${name}.service`);
    await runChecked(['chroot', system, 'systemctl', 'disable', ...DISABLED]);
    await runChecked(['chroot', system, 'systemctl', 'enable', ...agents]);

    const image = imageIn(output);
    await mkdir(output);
    await rename(await only(join(system, 'boot'), 'vmlinuz-'), image.kernel);
    await rename(await only(join(system, 'boot'), 'initrd.img-'), image.initrd);
    await runChecked(['truncate', '--size=2G', image.root]);
    await runChecked(['mkfs.ext4', '-q', '-O', '^has_journal', '-L', ROOT_LABEL, '-d', system, image.root]);
    await rm(system, { recursive: true });
    progress('The sharing machine is ready');
}

async function writeAll(folder: string, files: Record<string, string>, mode: number): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
        const path = join(folder, name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, text);
        await chmod(path, mode);
    }
}
