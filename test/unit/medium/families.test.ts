// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { family, recognise } from '../../../src/backend/medium/recognise.js';
import type { Medium, MediumContents, OwnEntry, Transport } from '../../../src/backend/medium/types.js';
import { servedFiles } from '../../../src/backend/share/served.js';
import { contents, ENDPOINT, own } from './media.js';

/** What a client's kernel is told of a medium, as plan() asks for it. */
function parameters(medium: Medium, transport: Transport): readonly string[] {
    const rootPaths = servedFiles(medium, null)
        .filter(({ path }) => medium.roots.includes(path))
        .map(({ url }) => `/${url}`);
    return family(medium.family).bootParameters(medium, transport, { ...ENDPOINT, rootPaths });
}

const urls = (medium: Medium): string[] => servedFiles(medium, null).map(({ url }) => url);

/** Every kind of medium, by its files; whose menu can be read may say otherwise. */
function medium(paths: readonly string[], entry: OwnEntry | null = null, label = ''): Medium {
    return recognise(contents(paths, {}, label), entry);
}

const code = (what: MediumContents): string => {
    try {
        return recognise(what, null).family;
    } catch (error) {
        return (error as { code?: string }).code ?? String(error);
    }
};

// dracut 059-4 of Debian 12, below modules.d: root=live: in 90livenet/parse-livenet.sh:20-27 and, where systemd is in the
// initramfs, 90livenet/livenet-generator.sh:18-26; rd.live.image in 90dmsquash-live/parse-dmsquash-live.sh:8; the
// address of NFS in 95nfs/nfs-lib.sh, rfc2224_nfs_to_var(), called by nfs_fetch_url() of 45url-lib/url-lib.sh; ip= in
// 35network-legacy/parse-ip-opts.sh:50; rd.live.dir and rd.live.squashimg in 90dmsquash-live/dmsquash-live-root.sh:20-23
describe('dracut-live', () => {
    const FEDORA = [
        ...['LiveOS/squashfs.img', 'images/pxeboot/vmlinuz', 'images/pxeboot/initrd.img'],
        ...['EFI/BOOT/BOOTX64.EFI', 'isolinux/vmlinuz', 'isolinux/initrd.img'],
    ];
    const entry = own(
        'images/pxeboot/vmlinuz',
        'images/pxeboot/initrd.img',
        ...['quiet', 'rhgb', 'rd.live.image', 'rd.live.check', 'rd.luks=0'],
    );

    it('recognises a Fedora medium', () => {
        assert.deepEqual(medium(FEDORA, entry, 'Fedora-WS-Live-40-1-14'), {
            family: 'dracut-live',
            name: 'Fedora-WS-Live-40-1-14',
            architecture: 'amd64',
            kernel: 'images/pxeboot/vmlinuz',
            initrds: ['images/pxeboot/initrd.img'],
            roots: ['LiveOS/squashfs.img'],
            rootBytes: 1000,
            parameters: entry.parameters,
            companions: [],
            transports: ['nfs', 'ram'],
            inMemory: 'roots',
        });
    });

    it('finds the kernel where the loader of today has it', () => {
        const found = medium([
            ...['LiveOS/squashfs.img', 'boot/x86_64/loader/linux', 'boot/x86_64/loader/initrd'],
        ]);
        assert.equal(found.kernel, 'boot/x86_64/loader/linux');
        assert.deepEqual(found.initrds, ['boot/x86_64/loader/initrd']);
        assert.equal(found.architecture, 'amd64');
    });

    it('starts over NFS from the image where it lies', () => {
        assert.deepEqual(parameters(medium(FEDORA, entry), 'nfs'), [
            'root=live:nfs://10.77.0.1/run/share-live/medium/LiveOS/squashfs.img',
            ...['rd.live.image', 'quiet', 'rhgb', 'rd.luks=0', 'ip=dhcp'],
        ]);
    });

    it('fetches the image into memory, under a name that is no .iso (90livenet/livenetroot.sh:46)', () => {
        assert.deepEqual(parameters(medium(FEDORA, entry), 'ram'), [
            'root=live:http://10.77.0.1:8060/root-0.squashfs',
            ...['rd.live.image', 'quiet', 'rhgb', 'rd.luks=0', 'ip=dhcp'],
        ]);
        assert.deepEqual(urls(medium(FEDORA, entry)), ['kernel', 'initrd-0', 'root-0.squashfs']);
    });

    it('takes the image that the own entry names, and no odd one', () => {
        const spin = ['Spin/small.img', 'boot/x86_64/loader/linux', 'boot/x86_64/loader/initrd'];
        const names = (folder: string) =>
            own(spin[1] ?? '', spin[2] ?? '', `rd.live.dir=${folder}`, 'rd.live.squashimg=small.img');
        const found = medium(spin, names('/Spin/'));
        assert.deepEqual(found.roots, ['Spin/small.img']);
        assert.deepEqual(parameters(found, 'ram').slice(1), ['rd.live.image', 'ip=dhcp']);
        assert.throws(() => medium(['../small.img', ...spin], names('..')), { code: 'image-not-live' });
    });

    it('says what is missing beside the image', () => {
        assert.throws(() => medium(['LiveOS/squashfs.img', 'images/pxeboot/vmlinuz']), {
            code: 'no-boot-files',
            params: { lookedFor: 'images/pxeboot/vmlinuz, boot/*/loader/linux' },
        });
    });

    // kernel-command-line(7) and vconsole.conf(5) of systemd 252
    it('hands on language and keyboard', () => {
        const { localeParameters } = family('dracut-live');
        assert.deepEqual(localeParameters({ language: 'de_DE.UTF-8', keyboard: 'de+nodeadkeys' }), [
            ...['locale.LANG=de_DE.UTF-8', 'vconsole.keymap=de-nodeadkeys'],
        ]);
        assert.deepEqual(localeParameters({ language: null, keyboard: null }), []);
    });
});

// mkinitcpio-archiso, below hooks: ip and archiso_nfs_srv in archiso_pxe_nfs, run_hook(), copytoram in its
// archiso_nfs_mount_handler(); archiso_http_srv in archiso_pxe_http, run_hook(), the image's URL in its
// archiso_pxe_http_mount_handler(); archisobasedir in archiso, run_hook()
describe('archiso', () => {
    const ARCH = [
        ...['arch/x86_64/airootfs.sfs', 'arch/x86_64/airootfs.sha512', 'arch/boot/x86_64/vmlinuz-linux'],
        ...['arch/boot/x86_64/initramfs-linux.img', 'boot/syslinux/archiso_sys-linux.cfg'],
    ];
    const entry = own(
        'arch/boot/x86_64/vmlinuz-linux',
        'arch/boot/x86_64/initramfs-linux.img',
        ...['archisobasedir=arch', 'archisosearchuuid=2024-01-01-12-00-00-00', 'checksum=y', 'quiet'],
    );

    it('recognises an Arch medium', () => {
        assert.deepEqual(medium(ARCH, null, 'ARCH_202401'), {
            family: 'archiso',
            name: 'ARCH_202401',
            architecture: 'amd64',
            kernel: 'arch/boot/x86_64/vmlinuz-linux',
            initrds: ['arch/boot/x86_64/initramfs-linux.img'],
            roots: ['arch/x86_64/airootfs.sfs'],
            rootBytes: 1000,
            parameters: [],
            companions: [],
            transports: ['nfs', 'ram'],
            inMemory: 'roots',
        });
    });

    it('searches for no device, and copies nothing over NFS', () => {
        assert.deepEqual(parameters(medium(ARCH, entry), 'nfs'), [
            ...['archisobasedir=arch', 'quiet', 'archiso_nfs_srv=10.77.0.1:/run/share-live/medium'],
            ...['copytoram=n', 'ip=dhcp'],
        ]);
    });

    it('serves the image where its script looks below the URL that it is told', () => {
        assert.deepEqual(parameters(medium(ARCH, entry), 'ram'), [
            ...['archisobasedir=arch', 'quiet', 'archiso_http_srv=http://10.77.0.1:8060/', 'ip=dhcp'],
        ]);
        assert.deepEqual(urls(medium(ARCH)), ['kernel', 'initrd-0', 'arch/x86_64/airootfs.sfs']);
    });

    it('knows the other base folders, and images of EROFS', () => {
        const rescue = medium(
            [
                'sysresccd/x86_64/airootfs.sfs',
                'sysresccd/boot/x86_64/vmlinuz',
                'sysresccd/boot/x86_64/sysresccd.img',
            ],
            own('sysresccd/boot/x86_64/vmlinuz', 'sysresccd/boot/x86_64/sysresccd.img'),
        );
        assert.equal(parameters(rescue, 'nfs')[0], 'archisobasedir=sysresccd');
        const erofs = [
            'a/x86_64/airootfs.erofs',
            'a/boot/x86_64/vmlinuz-linux',
            'a/boot/x86_64/initramfs-linux.img',
        ];
        assert.deepEqual(urls(medium(erofs)).slice(-1), ['a/x86_64/airootfs.erofs']);
        assert.deepEqual(medium(['0/x86_64/airootfs.sfs', ...ARCH], entry).roots, [
            'arch/x86_64/airootfs.sfs',
        ]);
    });

    it('says what is missing, and serves no odd name', () => {
        assert.throws(() => medium(['arch/x86_64/airootfs.sfs']), {
            code: 'no-boot-files',
            params: { lookedFor: 'arch/boot/x86_64/vmlinuz*, arch/boot/x86_64/initramfs*' },
        });
        assert.throws(() => medium(['a b/x86_64/airootfs.sfs']), { code: 'image-not-live' });
    });
});

// manjaro-tools, below initcpio/hooks: ip and miso_nfs_srv in miso_pxe_nfs:4, copytoram in miso_pxe_nfs:25;
// miso_http_srv in miso_pxe_http:4, the images' URLs in miso_pxe_http:41-45; misobasedir in miso:164, the images in miso:266
describe('miso', () => {
    const MANJARO = [
        ...['manjaro/x86_64/rootfs.sfs', 'manjaro/x86_64/desktopfs.sfs', 'manjaro/x86_64/livefs.sfs'],
        ...['manjaro/x86_64/mhwdfs.sfs', 'boot/vmlinuz-x86_64', 'boot/initramfs-x86_64.img'],
    ];
    const entry = own(
        'boot/vmlinuz-x86_64',
        'boot/initramfs-x86_64.img',
        ...['misobasedir=manjaro', 'misolabel=MANJARO_KDE_2403', 'driver=free', 'quiet'],
    );

    it('recognises a Manjaro medium', () => {
        assert.deepEqual(medium(MANJARO, entry, 'MANJARO_KDE_2403'), {
            family: 'miso',
            name: 'MANJARO_KDE_2403',
            architecture: 'amd64',
            kernel: 'boot/vmlinuz-x86_64',
            initrds: ['boot/initramfs-x86_64.img'],
            roots: ['livefs', 'mhwdfs', 'desktopfs', 'rootfs'].map(name => `manjaro/x86_64/${name}.sfs`),
            rootBytes: 4006,
            parameters: entry.parameters,
            companions: [],
            transports: ['nfs', 'ram'],
            inMemory: 'roots',
        });
    });

    it('is told where its base folder lies', () => {
        assert.deepEqual(parameters(medium(MANJARO, entry), 'nfs'), [
            ...['misobasedir=manjaro', 'driver=free', 'quiet'],
            ...['miso_nfs_srv=10.77.0.1:/run/share-live/medium', 'copytoram=n', 'ip=dhcp'],
        ]);
        assert.deepEqual(parameters(medium(MANJARO), 'ram'), [
            ...['misobasedir=manjaro', 'miso_http_srv=http://10.77.0.1:8060/', 'ip=dhcp'],
        ]);
        assert.deepEqual(urls(medium(MANJARO)).slice(2), medium(MANJARO).roots);
    });

    it('says what is missing', () => {
        assert.throws(() => medium(['manjaro/x86_64/rootfs.sfs']), {
            code: 'no-boot-files',
            params: { lookedFor: 'boot/vmlinuz*, boot/initramfs*' },
        });
    });
});

// casper 1.461, scripts/casper: url= with .iso at its end in line 50, then do_urlmount(); ip= in line 43; layerfs-path= in
// line 65. A root= keeps the initramfs from being a tmpfs: init_rootfs() of the kernel's init/do_mounts.c
describe('casper', () => {
    const UBUNTU = ['casper/vmlinuz', 'casper/initrd', 'casper/minimal.squashfs'];

    it('fetches the whole image into memory, which no limit is set to', () => {
        const entry = own('casper/vmlinuz', 'casper/initrd', 'layerfs-path=minimal.squashfs', 'quiet');
        const found = medium(UBUNTU, entry);
        assert.equal(found.inMemory, 'image');
        assert.deepEqual(parameters(found, 'ram'), [
            ...['boot=casper', 'layerfs-path=minimal.squashfs', 'quiet'],
            ...['url=http://10.77.0.1:8060/medium.iso', 'root=/dev/ram0', 'ip=dhcp'],
        ]);
        assert.deepEqual(urls(found), ['kernel', 'initrd-0'], 'the images alone are of no use');
    });

    it('cannot do so where the image is not served', () => {
        const { bootParameters } = family('casper');
        assert.throws(() => bootParameters(medium(UBUNTU), 'ram', { ...ENDPOINT, image: null }));
    });
});

// kiwi, below dracut/modules.d/55kiwi-live: root=live:http: in parse-kiwi-live.sh; ramdisk_size= and the whole image in
// kiwi-live-lib.sh, ProvideIso()
describe('kiwi-live', () => {
    const SUSE = ['LiveOS/squashfs.img', 'boot/x86_64/loader/linux', 'boot/x86_64/loader/initrd'];
    const entry = own(
        'boot/x86_64/loader/linux',
        'boot/x86_64/loader/initrd',
        ...['rd.live.image', 'rd.live.overlay.persistent', 'rd.live.overlay.cowfs=ext4', 'quiet'],
    );

    it('is told from dracut-live by its parameters, or by its label', () => {
        assert.equal(medium(SUSE, entry).family, 'kiwi-live');
        assert.equal(medium(SUSE, null, 'openSUSE_Tumbleweed_KDE_Live').family, 'kiwi-live');
        assert.equal(medium(SUSE, null, 'Fedora-KDE-Live-41').family, 'dracut-live');
        assert.throws(() => medium(['other'], entry, 'openSUSE'), { code: 'image-not-live' });
    });

    it('fetches the whole image into a RAM disk as large as that, and writes nothing onto it', () => {
        assert.deepEqual(medium(SUSE, entry).transports, ['ram']);
        assert.deepEqual(parameters(medium(SUSE, entry), 'ram'), [
            'root=live:http://10.77.0.1:8060/medium.iso',
            ...['rd.live.image', 'quiet', 'ramdisk_size=1953126', 'rd.neednet=1', 'ip=dhcp'],
        ]);
        assert.deepEqual(urls(medium(SUSE, entry)), ['kernel', 'initrd-0']);
    });
});

// linux-live of 2024-11-14, livekitlib: from= in find_data(), then mount_data_http(); an ip= would lead to
// download_data_pxe()
describe('slax', () => {
    const SLAX = [
        ...['slax/01-core.sb', 'slax/01-firmware.sb', 'slax/05-chromium.sb', 'slax/changes/note'],
        ...['slax/boot/vmlinuz', 'slax/boot/initrfs.img'],
    ];

    it('recognises a Slax medium', () => {
        assert.deepEqual(medium([...SLAX, 'EFI/Boot/bootx64.efi'], null, 'Slax'), {
            family: 'slax',
            name: 'Slax',
            architecture: 'amd64',
            kernel: 'slax/boot/vmlinuz',
            initrds: ['slax/boot/initrfs.img'],
            roots: ['slax/01-core.sb', 'slax/01-firmware.sb', 'slax/05-chromium.sb'],
            rootBytes: 3003,
            parameters: [],
            companions: [],
            transports: ['ram'],
            inMemory: 'image',
        });
    });

    it('copies the whole image into memory, with an address that it asks for itself', () => {
        const entry = own('slax/boot/vmlinuz', 'slax/boot/initrfs.img', 'perchdir=resume', 'rw', 'toram');
        assert.deepEqual(parameters(medium(SLAX, entry), 'ram'), [
            ...['rw', 'from=http://10.77.0.1:8060/medium.iso', 'toram'],
        ]);
    });

    it('says what is missing', () => {
        assert.throws(() => medium(['slax/01-core.sb', 'slax/boot/vmlinuz']), {
            code: 'no-boot-files',
            params: { lookedFor: 'slax/boot/vmlinuz, slax/boot/initrfs.img' },
        });
    });
});

// debian-installer 20230607+deb12u15: the files of build/config/x86.cfg, arch_miniiso; what the network is asked for is
// netcfg's, which looks for BOOTIF= in /proc/cmdline
describe('debian-installer', () => {
    const MINI = ['linux', 'initrd.gz', 'isolinux.bin', 'isolinux.cfg', 'boot/grub/grub.cfg'];
    const INFO = { '.disk/info': 'Debian GNU/Linux 12 (bookworm) amd64 - netboot mini.iso 20230607\n' };
    const entry = own('linux', 'initrd.gz', 'vga=788', '---', 'quiet');

    it('recognises Debian’s network installer, which is nothing but a kernel and an initrd', () => {
        const mini = recognise(contents(MINI, INFO), entry);
        assert.deepEqual(mini, {
            family: 'debian-installer',
            name: 'Debian GNU/Linux 12 (bookworm) amd64 - netboot mini.iso 20230607',
            architecture: 'amd64',
            kernel: 'linux',
            initrds: ['initrd.gz'],
            roots: [],
            rootBytes: mini.rootBytes,
            parameters: entry.parameters,
            companions: [],
            transports: ['ram'],
            inMemory: 'roots',
        });
        assert.deepEqual(urls(mini), ['kernel', 'initrd-0']);
        assert.deepEqual(parameters(mini, 'ram'), ['vga=788', '---', 'quiet']);
    });

    it('does not take the installer of a CD, which looks for that and is refused', () => {
        const info = { '.disk/info': 'Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST\n' };
        assert.equal(
            code(contents(['install.amd/vmlinuz', 'install.amd/initrd.gz'], info)),
            'no-network-start',
        );
        assert.equal(code(contents(MINI)), 'image-not-live');
        assert.equal(code(contents(['install.\u001b\n/vmlinuz'])), 'image-not-live', 'an odd name is none');
        assert.equal(code(contents(['linux'], INFO)), 'image-not-live');
    });
});

describe('a live system that knows no network', () => {
    for (const [name, files, label] of [
        ['antiX', ['antiX/linuxfs', 'antiX/vmlinuz', 'antiX/initrd.gz'], ''],
        ['MX-23.2_x64', ['antiX/linuxfs', 'antiX/vmlinuz', 'antiX/initrd.gz'], 'MX-23.2_x64'],
        ['KNOPPIX', ['KNOPPIX/KNOPPIX', 'boot/isolinux/linux', 'boot/isolinux/minirt.gz'], 'KNOPPIX'],
        [
            'alpine-std 3.19.1 x86_64',
            ['apks/.boot_repository', 'boot/vmlinuz-lts'],
            'alpine-std 3.19.1 x86_64',
        ],
    ] as const)
        it(`is refused by its name: ${name}`, () =>
            assert.throws(() => medium(files, null, label), { code: 'no-network-start', params: { name } }));

    it('is not looked for where a family finds its own', () => {
        const both = ['live/filesystem.squashfs', 'live/vmlinuz', 'live/initrd.img', 'antiX/linuxfs'];
        assert.equal(code(contents(both)), 'live-boot');
    });
});

describe('families', () => {
    it('are told apart by their media', () => {
        const kernels = [
            'boot/vmlinuz',
            'boot/initrd',
            'live/vmlinuz',
            'live/initrd',
            'casper/vmlinuz',
            'casper/initrd',
        ];
        assert.equal(code(contents(['live/filesystem.squashfs', ...kernels])), 'live-boot');
        assert.equal(code(contents(['casper/filesystem.squashfs', ...kernels])), 'casper');
        assert.equal(code(contents(['manjaro/x86_64/rootfs.sfs', ...kernels])), 'miso');
    });

    it('are found by their ids, and have something that is looked for', () => {
        const ids = [
            ...['live-boot', 'casper', 'dracut-live', 'kiwi-live', 'archiso', 'miso', 'slax'],
            'debian-installer',
        ] as const;
        for (const id of ids) {
            assert.equal(family(id).id, id);
            assert.ok(family(id).lookedFor.length > 0);
        }
    });
});
