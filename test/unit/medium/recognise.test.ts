// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { family, recognise, wantsText } from '../../../src/backend/medium/recognise.js';
import { contents, ENDPOINT as endpoint, own } from './media.js';

const DEBIAN = ['live/filesystem.squashfs', 'live/vmlinuz', 'live/initrd.img', 'live/filesystem.packages'];

describe('live-boot', () => {
    it('recognises a Debian medium', () => {
        const info = 'Official Debian GNU/Linux Live 12.9.0 gnome 2025-01-11T10:38\n';
        const medium = recognise(
            contents([...DEBIAN, 'EFI/boot/bootx64.efi'], { '.disk/info': info }, 'd-live 12.9.0 gn amd64'),
            own('live/vmlinuz', 'live/initrd.img', 'components', 'quiet'),
        );
        assert.deepEqual(medium, {
            family: 'live-boot',
            name: 'Official Debian GNU/Linux Live 12.9.0 gnome 2025-01-11T10:38',
            architecture: 'amd64',
            kernel: 'live/vmlinuz',
            initrds: ['live/initrd.img'],
            roots: ['live/filesystem.squashfs'],
            rootBytes: 1000,
            parameters: ['components', 'quiet'],
            companions: ['.disk/info', 'live/filesystem.packages'],
            transports: ['nfs', 'ram'],
            inMemory: 'roots',
        });
    });

    it('takes the newest kernel that has an initrd of its version', () => {
        const medium = recognise(
            contents([
                'live/filesystem.squashfs',
                ...['live/vmlinuz-6.9.0-1-amd64', 'live/initrd.img-6.9.0-1-amd64'],
                ...['live/vmlinuz-6.10.0-2-amd64', 'live/initrd.img-6.10.0-2-amd64'],
                'live/vmlinuz-6.11.0-1-amd64',
            ]),
            null,
        );
        assert.equal(medium.kernel, 'live/vmlinuz-6.10.0-2-amd64');
        assert.deepEqual(medium.initrds, ['live/initrd.img-6.10.0-2-amd64']);
        assert.equal(medium.architecture, 'amd64');
    });

    it('prefers the unversioned names, and the own entry to everything', () => {
        const files = contents([...DEBIAN, 'live/vmlinuz-7.0', 'live/initrd.img-7.0']);
        assert.equal(recognise(files, null).kernel, 'live/vmlinuz');
        const entry = own('live/vmlinuz-7.0', 'live/initrd.img-7.0');
        assert.equal(recognise(files, entry).kernel, 'live/vmlinuz-7.0');
    });

    it('pairs vmlinuz1 with initrd1.img', () => {
        const names = ['live/filesystem.squashfs', 'live/vmlinuz1', 'live/initrd1.img', 'live/vmlinuz2'];
        assert.deepEqual(recognise(contents(names), null).initrds, ['live/initrd1.img']);
    });

    it('finds what Grml keeps in folders of its own', () => {
        const medium = recognise(
            contents(
                [
                    ...[
                        'live/grml64-full/grml64-full.squashfs',
                        'boot/grml32full/vmlinuz',
                        'boot/grml32full/initrd.img',
                    ],
                    ...['boot/grml64full/vmlinuz', 'boot/grml64full/initrd.img'],
                ],
                { 'live/grml64-full/filesystem.module': 'grml64-full.squashfs\n' },
            ),
            null,
        );
        assert.equal(medium.kernel, 'boot/grml64full/vmlinuz');
        assert.equal(medium.architecture, 'amd64');
        assert.deepEqual(medium.companions, ['live/grml64-full/filesystem.module']);
        assert.deepEqual(family('live-boot').bootParameters(medium, 'ram', endpoint), [
            'boot=live',
            'live-media-path=/live/grml64-full',
            'fetch=http://10.77.0.1:8060/root-0.squashfs',
        ]);
    });

    it('starts the flavour that the own entry names', () => {
        const files = contents([
            ...['live/grml32-full/grml32-full.squashfs', 'live/grml64-full/grml64-full.squashfs'],
            ...['boot/grml32full/vmlinuz', 'boot/grml32full/initrd.img'],
            ...['boot/grml64full/vmlinuz', 'boot/grml64full/initrd.img'],
        ]);
        const entry = own(
            'boot/grml64full/vmlinuz',
            'boot/grml64full/initrd.img',
            'live-media-path=/live/grml64-full/',
        );
        const medium = recognise(files, entry);
        assert.deepEqual(medium.roots, ['live/grml64-full/grml64-full.squashfs']);
        assert.deepEqual(family('live-boot').bootParameters(medium, 'nfs', endpoint), [
            'boot=live',
            'live-media-path=/live/grml64-full',
            'netboot=nfs',
            'nfsroot=10.77.0.1:/run/share-live/medium',
        ]);
    });

    it('takes the images of the list, in its order, and offers no RAM for several', () => {
        const medium = recognise(
            contents([...DEBIAN, 'live/b.squashfs', 'live/unused.squashfs'], {
                'live/Tails.module': 'filesystem.squashfs\nb.squashfs gone.squashfs ../../etc/shadow',
            }),
            own('live/vmlinuz', 'live/initrd.img', 'module=Tails'),
        );
        assert.deepEqual(medium.roots, ['live/filesystem.squashfs', 'live/b.squashfs']);
        assert.deepEqual(medium.transports, ['nfs']);
    });

    it('sums up the images where there is no list, filesystem.squashfs first', () => {
        const medium = recognise(contents([...DEBIAN, 'live/a.squashfs']), null);
        assert.deepEqual(medium.roots, ['live/filesystem.squashfs', 'live/a.squashfs']);
        assert.equal(medium.rootBytes, 1000 + 1004);
    });

    it('says what is missing beside the images', () => {
        assert.throws(() => recognise(contents(['live/filesystem.squashfs', 'live/vmlinuz']), null), {
            code: 'no-boot-files',
            params: { lookedFor: 'live/vmlinuz*, live/initrd*' },
        });
    });

    it('serves no file of an odd name', () => {
        const medium = recognise(contents([...DEBIAN, 'live/a b.squashfs', 'live/$(x)', 'live/-x']), null);
        assert.deepEqual(medium.roots, ['live/filesystem.squashfs']);
        assert.deepEqual(medium.companions, ['live/filesystem.packages']);
    });
});

describe('casper', () => {
    const UBUNTU = [
        ...['casper/vmlinuz', 'casper/initrd', 'casper/minimal.squashfs', 'casper/minimal.standard.squashfs'],
        ...[
            'casper/minimal.standard.live.squashfs',
            'casper/install-sources.yaml',
            '.disk/casper-uuid-generic',
        ],
    ];

    it('recognises a layered Ubuntu', () => {
        const medium = recognise(
            contents(UBUNTU, { '.disk/info': 'Ubuntu 24.04 LTS "Noble Numbat" - Release amd64 (20240424)' }),
            own('casper/vmlinuz', 'casper/initrd', 'quiet', 'splash'),
        );
        assert.equal(medium.family, 'casper');
        assert.equal(medium.architecture, 'amd64');
        assert.equal(medium.roots.length, 3);
        assert.deepEqual(medium.companions, [
            '.disk/casper-uuid-generic',
            '.disk/info',
            'casper/install-sources.yaml',
        ]);
        assert.deepEqual(medium.transports, ['nfs', 'ram']);
        assert.deepEqual(family('casper').bootParameters(medium, 'nfs', endpoint), [
            ...['boot=casper', 'quiet', 'splash', 'netboot=nfs'],
            ...['nfsroot=10.77.0.1:/run/share-live/medium', 'ip=dhcp'],
        ]);
    });

    it('keeps the folder that Pop!_OS names', () => {
        const folder = 'casper_pop-os_22.04_amd64_nvidia_42';
        const medium = recognise(
            contents([`${folder}/filesystem.squashfs`, `${folder}/vmlinuz.efi`, `${folder}/initrd.gz`]),
            null,
        );
        assert.equal(medium.kernel, `${folder}/vmlinuz.efi`);
        assert.deepEqual(medium.initrds, [`${folder}/initrd.gz`]);
    });

    it("finds Mint's initrd.lz", () => {
        const medium = recognise(
            contents(['casper/filesystem.squashfs', 'casper/vmlinuz', 'casper/initrd.lz']),
            null,
        );
        assert.deepEqual(medium.initrds, ['casper/initrd.lz']);
    });
});

describe('a medium', () => {
    it('that is none is refused, with what was looked for', () => {
        assert.throws(() => recognise(contents(['sources/install.wim', 'deep/live/x.squashfs']), null), {
            code: 'image-not-live',
            params: {
                lookedFor:
                    'live/*.squashfs, casper/*.squashfs, LiveOS/squashfs.img, */x86_64/airootfs.sfs, */x86_64/airootfs.erofs, */x86_64/rootfs.sfs, */01-core*.sb, initrd.gz',
            },
        });
    });

    it('has its label for a name where it does not describe itself, cleaned', () => {
        assert.equal(recognise(contents(DEBIAN, {}, 'My\u001b Stick\n'), null).name, 'My Stick');
        assert.equal(recognise(contents(DEBIAN, { '.disk/info': ' \n' }), null).name, 'Debian Live');
    });

    it('has no known architecture where nothing tells', () => {
        assert.equal(recognise(contents(DEBIAN), null).architecture, 'unknown');
        assert.equal(recognise(contents([...DEBIAN, 'EFI/BOOT/BOOTAA64.EFI']), null).architecture, 'arm64');
    });
});

describe('wantsText', () => {
    it('wants menus, descriptions and lists, nothing else', () => {
        for (const path of [
            ...[
                'isolinux/live.cfg',
                'boot/grub/loopback.cfg',
                'boot/isolinux/isolinux.cfg',
                'syslinux/syslinux.cfg',
                'arch/boot/syslinux/archiso.cfg',
                'boot/x86_64/loader/isolinux.cfg',
                'loader/entries/live.conf',
                'isolinux.cfg',
            ],
            ...[
                'EFI/boot/grub.cfg',
                '.disk/info',
                'live/filesystem.module',
                'live/grml64-full/filesystem.module',
            ],
        ])
            assert.ok(wantsText(path), path);
        for (const path of [
            'live/vmlinuz',
            'boot/grub/x86_64-efi/x.cfg',
            'home/me/isolinux/a.cfg',
            'etc/x.cfg',
        ])
            assert.ok(!wantsText(path), path);
    });
});
