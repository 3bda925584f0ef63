// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { MediumContents, OwnEntry } from '../../../src/backend/medium/types.js';
import { mediumMenu } from '../../../src/backend/menu/medium-menu.js';
import { ownEntry } from '../../../src/backend/menu/own-entry.js';

const BOOT_FILES = [
    ...['live/vmlinuz', 'live/initrd.img', 'live/vmlinuz-old', 'live/initrd-old.img', 'live/extra.img'],
    ...['casper/vmlinuz', 'casper/initrd', 'live/memtest'],
];

/** The medium's own default entry. */
function own(contents: MediumContents): OwnEntry | null {
    return ownEntry(mediumMenu(contents), contents.files);
}

function medium(texts: Readonly<Record<string, string | readonly string[]>>): MediumContents {
    return {
        label: '',
        fileSystem: 'iso9660',
        files: new Map([...BOOT_FILES, ...Object.keys(texts)].map(path => [path, 1])),
        texts: new Map(
            Object.entries(texts).map(([path, text]) => [
                path,
                typeof text === 'string' ? text : text.join('\n'),
            ]),
        ),
    };
}

function isolinux(...lines: string[]): MediumContents {
    return medium({ 'isolinux/isolinux.cfg': lines });
}

function grub(...lines: string[]): MediumContents {
    return medium({ 'boot/grub/grub.cfg': lines });
}

describe('the own entry of an isolinux menu', () => {
    it("is the default one, through Debian's included files", () => {
        const contents = medium({
            'isolinux/isolinux.cfg': ['include menu.cfg', 'default vesamenu.c32', 'prompt 0', 'timeout 0'],
            'isolinux/menu.cfg': [
                'menu hshift 0',
                'menu title Boot menu',
                'include stdmenu.cfg',
                'include live.cfg',
                'menu begin advanced',
                '\tinclude install.cfg',
                'menu end',
            ],
            'isolinux/install.cfg': [
                'label install',
                '\tmenu default',
                '\tlinux /live/vmlinuz-old',
                '\tinitrd /live/initrd-old.img',
            ],
            'isolinux/live.cfg': [
                'label failsafe',
                '\tlinux /live/vmlinuz-old',
                '\tinitrd /live/initrd-old.img',
                'label live-amd64',
                '\tmenu label ^Live system (amd64)',
                '\tmenu default',
                '\tlinux /live/vmlinuz',
                '\tinitrd /live/initrd.img',
                '\tappend boot=live components quiet splash findiso=${iso_path}',
            ],
        });
        assert.deepEqual(own(contents), {
            kernel: 'live/vmlinuz',
            initrds: ['live/initrd.img'],
            parameters: ['components', 'quiet', 'splash'],
        });
    });

    it('is the one that DEFAULT names, else the first', () => {
        const labels = [
            ...['LABEL one', 'KERNEL /live/vmlinuz-old', 'APPEND initrd=/live/initrd-old.img first'],
            ...[
                'LABEL two',
                'KERNEL ../live/vmlinuz',
                'APPEND initrd=/live/initrd.img,/live/extra.img second',
            ],
        ];
        assert.deepEqual(own(isolinux('DEFAULT two quiet', ...labels)), {
            kernel: 'live/vmlinuz',
            initrds: ['live/initrd.img', 'live/extra.img'],
            parameters: ['second'],
        });
        assert.deepEqual(own(isolinux(...labels))?.parameters, ['first']);
    });

    it('has a kernel and an initrd that are on the medium', () => {
        const entry = own(
            isolinux(
                ...['label memtest', 'menu default', 'kernel /live/memtest'],
                ...['label gone', 'kernel /live/gone', 'append initrd=/live/initrd.img'],
                ...['label chain', 'kernel chain.c32', 'append initrd=/live/initrd.img'],
                ...['label live', 'kernel /live/vmlinuz', 'append initrd=/live/initrd.img'],
            ),
        );
        assert.equal(entry?.kernel, 'live/vmlinuz');
    });

    it('has the common APPEND, unless it says otherwise', () => {
        const common = ['append initrd=/live/initrd.img common', 'label live', 'linux /live/vmlinuz'];
        assert.deepEqual(own(isolinux(...common))?.parameters, ['common']);
        assert.deepEqual(own(isolinux(...common, 'initrd /live/initrd.img', 'append -'))?.parameters, []);
    });

    it('survives menus that include themselves', () => {
        const contents = medium({
            'isolinux/isolinux.cfg': [
                'include isolinux.cfg',
                'include isolinux.cfg',
                'label a',
                'linux /live/vmlinuz',
            ],
        });
        assert.equal(own(contents), null);
    });
});

describe('the own entry of a GRUB menu', () => {
    it("is Ubuntu's first", () => {
        const contents = grub(
            'set timeout=30',
            'loadfont unicode',
            'menuentry "Try or Install Ubuntu" {',
            '\tset gfxpayload=keep',
            '\tlinux\t/casper/vmlinuz layerfs-path=minimal.standard.live.squashfs --- quiet splash',
            '\tinitrd\t/casper/initrd',
            '}',
            'menuentry "Ubuntu (safe graphics)" {',
            '\tlinux\t/casper/vmlinuz nomodeset --- quiet splash',
            '\tinitrd\t/casper/initrd',
            '}',
            'grub_platform',
            "menuentry 'Boot from next volume' {",
            '\texit 1',
            '}',
        );
        assert.deepEqual(own(contents), {
            kernel: 'casper/vmlinuz',
            initrds: ['casper/initrd'],
            parameters: ['layerfs-path=minimal.standard.live.squashfs', 'quiet', 'splash'],
        });
    });

    it('is found through sources, devices and submenus', () => {
        const contents = medium({
            'boot/grub/grub.cfg': ['source /boot/grub/config.cfg', 'configfile $prefix/live.cfg'],
            'boot/grub/config.cfg': ['set default=0', 'source (cd0)/boot/grub/grub.cfg'],
            'boot/grub/live.cfg': [
                'submenu "Live" {',
                '  menuentry "with variables" { ',
                '    linux ($root)/live/$kernel x',
                '    initrd /live/initrd.img',
                '  }',
                '  menuentry "live" {',
                '    linux ($root)/live/vmlinuz boot=live iso-scan/filename=${iso_path} locales=de_DE.UTF-8',
                '    initrd ($root)/live/initrd.img /live/extra.img',
                '  }',
                '}',
            ],
        });
        assert.deepEqual(own(contents), {
            kernel: 'live/vmlinuz',
            initrds: ['live/initrd.img', 'live/extra.img'],
            parameters: ['locales=de_DE.UTF-8'],
        });
    });

    it('is asked for only where isolinux has none', () => {
        const contents = medium({
            'isolinux/isolinux.cfg': 'default gfxboot.c32',
            'boot/grub/loopback.cfg': [
                'menuentry x {',
                'linux /live/vmlinuz a',
                'initrd /live/initrd.img',
                '}',
            ],
        });
        assert.deepEqual(own(contents)?.parameters, ['a']);
    });
});

describe('the parameters that are kept', () => {
    const kept = (text: string) =>
        own(isolinux('label x', 'linux /live/vmlinuz', 'initrd /live/initrd.img', `append ${text}`))
            ?.parameters;

    it('are none of those that only hold on the medium itself', () => {
        assert.deepEqual(
            kept(
                'boot=live root=/dev/ram0 initrd=/x BOOT_IMAGE=/y ro toram findiso=/a.iso fromiso=/dev/sda1/a.iso ip= ' +
                    'iso-scan/filename=/a.iso live-media=removable verify-checksums persistence cdrom-detect/eject=false a',
            ),
            ['a'],
        );
    });

    it('lose their quotes, and are dropped where they need them', () => {
        assert.deepEqual(kept('ocs_live_run="ocs-live-general" ocs_live_batch="" extra="a b" c'), [
            ...['ocs_live_run=ocs-live-general', 'ocs_live_batch=', 'c'],
        ]);
        assert.deepEqual(kept('a="b c'), ['a=b', 'c']);
    });

    it('hold nothing that a loader would act on', () => {
        assert.deepEqual(kept('x=$(reboot) ${y} a;b -- --- # z\u202e ok\r'), ['ok']);
    });

    it('are not without end', () => {
        const many = kept(Array.from({ length: 1000 }, (_, index) => `p${index}`).join(' ')) ?? [];
        assert.ok(many.join(' ').length <= 1000);
        assert.ok(many.length > 100);
        assert.deepEqual(kept('a a b a'), ['a', 'b']);
    });
});

describe('a medium without a readable menu', () => {
    it('has no own entry', () => {
        assert.equal(own(medium({})), null);
        assert.equal(own(isolinux('\u0000\u0001{{{', 'label', 'linux', 'append')), null);
        assert.equal(own(grub('menuentry', 'linux', '}}}', 'initrd')), null);
    });
});
