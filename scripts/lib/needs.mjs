// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the project needs of the system, by purpose. Each row is proved by something that is used, not by the
 * package, so that it also holds where it came from elsewhere: a command, an absolute path, or a typelib.
 *
 * @typedef {object} Need
 * @property {string} packages Debian's names, separated by blanks
 * @property {string} proof or several, separated by blanks, of which one is enough
 * @property {string} why
 */

/** @type {Need} */
const display = { packages: 'xvfb', proof: 'Xvfb', why: 'a display that nobody sees' };

/** @type {Need} */
const git = { packages: 'git', proof: 'git', why: 'tells the files of the repository' };

/** What reads images, and makes them. @type {Need[]} */
const images = [
    { packages: 'libarchive-tools', proof: 'bsdtar', why: 'reads image files' },
    { packages: 'xorriso', proof: 'xorriso', why: 'reads image files' },
    { packages: 'squashfs-tools', proof: 'unsquashfs', why: 'reads the root file system of a medium' },
];

/** @type {Need} */
const iproute = { packages: 'iproute2', proof: 'ip', why: 'addresses and interfaces' };

/** @type {Record<string, Need[]>} */
export const needs = {
    build: [
        { packages: 'meson', proof: 'meson', why: 'the build system' },
        { packages: 'ninja-build', proof: 'ninja', why: 'runs what Meson plans' },
        { packages: 'gettext', proof: 'msgfmt', why: 'translations' },
        { packages: 'libglib2.0-dev-bin', proof: 'glib-compile-resources', why: 'packs the window' },
        { packages: 'gjs', proof: 'gjs', why: 'runs the program, which is JavaScript' },
    ],
    run: [
        { packages: 'gir1.2-gtk-4.0', proof: 'Gtk-4.0.typelib', why: 'the window' },
        { packages: 'gir1.2-adw-1', proof: 'Adw-1.typelib', why: 'the window' },
        {
            packages: 'librsvg2-common',
            proof: '/usr/share/doc/librsvg2-common /usr/share/thumbnailers/librsvg.thumbnailer',
            why: 'the icons in the window',
        },
        { packages: 'gir1.2-nm-1.0', proof: 'NM-1.0.typelib', why: 'shows the network interfaces' },
        { packages: 'network-manager', proof: 'NetworkManager', why: 'sets up the shared network' },
        { packages: 'pkexec polkitd', proof: 'pkexec', why: 'asks for the administrator before sharing' },
        { packages: 'bubblewrap', proof: 'bwrap', why: 'confines the servers' },
        { packages: 'dnsmasq-base', proof: 'dnsmasq', why: 'DHCP, TFTP and DNS for the clients' },
        { packages: 'nginx', proof: 'nginx', why: 'HTTP for the clients' },
        { packages: 'nfs-kernel-server', proof: 'exportfs', why: 'NFS for the clients' },
        {
            packages: 'nfs-ganesha nfs-ganesha-vfs',
            proof: 'ganesha.nfsd',
            why: 'NFS where the kernel has no server',
        },
        { packages: 'rpcbind', proof: 'rpcbind', why: 'tells NFS clients the ports' },
        { packages: 'dhcpcd-base', proof: 'dhcpcd', why: 'looks for another DHCP server' },
        { packages: 'tcpdump', proof: 'tcpdump', why: 'hears whether a switch has spanning tree' },
        { packages: 'dconf-cli', proof: 'dconf', why: 'hands settings of the session on to the clients' },
        { packages: 'e2fsprogs', proof: 'mkfs.ext4', why: 'makes the file systems of the clients’ files' },
        { packages: 'nftables', proof: 'nft', why: 'passes the internet on, counts bytes' },
        iproute,
        { packages: 'kmod', proof: 'modprobe', why: 'loads the NFS server of the kernel' },
        { packages: 'util-linux', proof: 'unshare', why: 'confines the servers' },
        { packages: 'pxelinux', proof: '/usr/lib/PXELINUX/pxelinux.0', why: 'starts BIOS clients' },
        {
            packages: 'syslinux-common',
            proof: '/usr/lib/syslinux/modules/bios/ldlinux.c32',
            why: 'their menu',
        },
        {
            packages: 'shim-signed',
            proof: '/usr/lib/shim/shimx64.efi.signed',
            why: 'starts UEFI clients, also with Secure Boot',
        },
        {
            packages: 'grub-efi-amd64-signed',
            proof: '/usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed',
            why: 'their menu',
        },
        {
            packages: 'grub-efi-amd64-bin grub-common',
            proof: 'grub-mkimage',
            why: 'their menu beside another DHCP server',
        },
        {
            packages: 'grub-efi-ia32-bin',
            proof: '/usr/lib/grub/i386-efi/moddep.lst',
            why: 'starts PCs with 32-bit UEFI',
        },
        {
            packages: 'sbsigntool',
            proof: 'sbverify',
            why: 'tells which UEFI clients can start with Secure Boot on',
        },
        ...images,
    ],
    test: [
        {
            packages: 'gsettings-desktop-schemas',
            proof: '/usr/share/glib-2.0/schemas/org.gnome.desktop.interface.gschema.xml',
            why: 'settings of a session',
        },
        {
            packages: 'libadwaita-1-dev',
            proof: '/usr/share/gir-1.0/Adw-1.gir',
            why: 'types of the oldest desktop',
        },
        { packages: 'libnm-dev', proof: '/usr/share/gir-1.0/NM-1.0.gir', why: 'types of the oldest desktop' },
        {
            packages: 'libgirepository1.0-dev',
            proof: '/usr/share/gir-1.0/GLib-2.0.gir',
            why: 'the same, of GLib',
        },
        { packages: 'libxml2-utils', proof: 'xmllint', why: 'checks XML files' },
        { packages: 'desktop-file-utils', proof: 'desktop-file-validate', why: 'checks the desktop entry' },
        { packages: 'appstream', proof: 'appstreamcli', why: 'checks the description for software centres' },
        { packages: 'man-db', proof: 'man', why: 'checks the man page' },
        { packages: 'locales', proof: '/usr/share/i18n/locales/de_DE', why: 'the window in German' },
        { packages: 'dbus-daemon', proof: 'dbus-run-session', why: 'a session of the tests’ own' },
        {
            packages: 'fonts-cantarell',
            proof: '/usr/share/fonts/opentype/cantarell',
            why: 'pictures of the window as it looks on a desktop',
        },
        display,
        { packages: 'openssl', proof: 'openssl', why: 'makes keys that nobody trusts' },
        { packages: 'firewalld', proof: 'firewalld', why: 'a firewall to get along with' },
        { packages: 'ufw iptables', proof: 'ufw', why: 'another one' },
        { packages: 'curl', proof: 'curl', why: 'fetches as clients do, by HTTP and TFTP' },
        { packages: 'libnfs-utils', proof: 'nfs-ls', why: 'reads as clients do, by NFS' },
    ],
    demo: [
        { packages: 'qemu-system-x86', proof: 'qemu-system-x86_64', why: 'the client that boots' },
        {
            packages: 'ipxe-qemu',
            proof: '/usr/lib/ipxe/qemu/pxe-virtio.rom /usr/share/qemu/pxe-virtio.rom',
            why: 'its network boot ROM',
        },
        {
            packages: 'ovmf',
            proof: '/usr/share/OVMF/OVMF_CODE_4M.ms.fd',
            why: 'UEFI for it, with Secure Boot',
        },
        {
            packages: 'ovmf-ia32',
            proof: '/usr/share/OVMF/OVMF32_CODE_4M.secboot.fd',
            why: 'UEFI of 32 bits for it',
        },
        { packages: 'seabios', proof: '/usr/share/seabios/bios-256k.bin', why: 'its BIOS' },
        { packages: 'mmdebstrap', proof: 'mmdebstrap', why: 'makes the live image' },
        { packages: 'isolinux', proof: '/usr/lib/ISOLINUX/isolinux.bin', why: 'the menu of the live image' },
        { packages: 'zstd', proof: 'zstd', why: 'packs the live image' },
        { packages: 'dbus', proof: 'dbus-daemon', why: 'buses of the lab’s own' },
        { packages: 'libglib2.0-bin', proof: 'gdbus', why: 'asks who is on them' },
        display,
        {
            packages: 'at-spi2-core',
            proof: '/usr/libexec/at-spi-bus-launcher',
            why: 'tells what the window shows, and presses its buttons',
        },
        { packages: 'gir1.2-atspi-2.0', proof: 'Atspi-2.0.typelib', why: 'the same' },
        { packages: 'imagemagick', proof: 'convert', why: 'screenshots' },
    ],
    deb: [
        git,
        { packages: 'dpkg-dev', proof: 'dpkg-buildpackage', why: 'makes the Debian package' },
        { packages: 'debhelper', proof: 'dh', why: 'the same' },
        {
            packages: 'esbuild',
            proof: '/usr/bin/esbuild',
            why: 'Debian’s own, which the package is built with',
        },
        { packages: 'lintian', proof: 'lintian', why: 'checks it against Debian’s rules' },
    ],
    live: [
        ...images,
        iproute,
        { packages: 'dosfstools', proof: 'mkfs.vfat', why: 'makes the file system of sticks' },
        { packages: 'mtools', proof: 'mcopy', why: 'fills the part of a live image that UEFI starts from' },
    ],
    roots: [git],
    bench: [
        { packages: 'ipxe', proof: '/usr/lib/ipxe/undionly.kpxe', why: 'a loader to compare with' },
        {
            packages: 'gnome-characters',
            proof: 'gnome-characters',
            why: 'another window of GJS, GTK 4 and libadwaita to compare with',
        },
        {
            packages: 'gnome-text-editor',
            proof: 'gnome-text-editor',
            why: 'a window of GTK 4 and libadwaita in C to compare with',
        },
    ],
};

const commandFolders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** @type {string[] | undefined} */
let typelibFolders;
function findTypelibFolders() {
    // /usr/lib/<architecture> on Debian, /usr/lib or /usr/lib64 elsewhere.
    const inside = readdirSync('/usr/lib', { withFileTypes: true })
        .filter(entry => entry.isDirectory() && entry.name.includes('-linux-'))
        .map(entry => join('/usr/lib', entry.name));
    return [...inside, '/usr/lib', '/usr/lib64'].map(folder => join(folder, 'girepository-1.0'));
}

/** @param {string} file */
function isExecutable(file) {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

/** @param {string} proof */
function isProved(proof) {
    if (proof.startsWith('/')) return existsSync(proof);
    if (proof.endsWith('.typelib')) {
        typelibFolders ??= findTypelibFolders();
        return typelibFolders.some(folder => existsSync(join(folder, proof)));
    }
    return commandFolders.some(folder => isExecutable(join(folder, proof)));
}

/**
 * @param {string[]} purposes keys of the table
 * @returns {Need[]} the rows that this machine does not fulfil
 */
export function missing(purposes) {
    return purposes
        .flatMap(purpose => needs[purpose] ?? [])
        .filter((need, i, all) => all.findIndex(({ packages }) => packages === need.packages) === i)
        .filter(need => !need.proof.split(' ').some(isProved));
}
