// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { parseListing } from '../../../src/backend/medium/bsdtar-list.js';
import { descriptorFault } from '../../../src/backend/medium/descriptor-flags.js';
import { missingBytes, parseIsoHeader } from '../../../src/backend/medium/iso-header.js';
import { runningMedium } from '../../../src/backend/medium/running-medium.js';
import { textsToRead } from '../../../src/backend/medium/text-limits.js';

describe('parseListing', () => {
    const listing = String.raw`dr-xr-xr-x  5 0      0        2048 Nov 22 15:54 .
-r--r--r--  1 0      0          10 Nov  2  2024 isolinux/isolinux.cfg
-r--r--r--  2 0      0    14186432 Nov 22 15:54 live/vmlinuz-6
-r--r--r--  2 0      0           0 Nov 22 15:54 live/vmlinuz link to live/vmlinuz-6
-r--r--r--  1 0      0           3 Nov 22 15:54 we ird/back\\slash
-r--r--r--  1 0      0           1 Nov 22 15:54 we ird/bad\377
-r--r--r--  1 0      0           1 Nov 22 15:54 we ird/new\nline -> x
-r--r--r--  1 0      0           7 Nov 22 15:54 a link to b
-r--r--r--  1 0      0           3 Nov 22 15:54 we ird/\303\274ml
lr-xr-xr-x  1 0      0           0 Nov 22 15:54 live/kernel -> vmlinuz
pr--r--r--  1 0      0           0 Nov 22 15:54 fifo
-r--r--r--  1 0      0  4294967297 Nov 22 15:54  leading
-r--r--r--  1 0      0           5 Nov 22 15:54 ./dot
-r--r--r--  1 0      0           5 Nov 22 15:54 /slash
bsdtar: noise
`;

    it('reads regular files, however they are called', () => {
        assert.deepEqual(
            [...parseListing(listing)],
            [
                ['isolinux/isolinux.cfg', 10],
                ['live/vmlinuz-6', 14186432],
                ['live/vmlinuz', 14186432],
                ['we ird/back\\slash', 3],
                ['we ird/new\nline -> x', 1],
                ['a link to b', 7],
                ['we ird/üml', 3],
                [' leading', 4294967297],
                ['dot', 5],
                ['slash', 5],
            ],
        );
    });
});

describe('parseIsoHeader', () => {
    function sector(change: (bytes: Uint8Array) => void = () => undefined): Uint8Array {
        const bytes = new Uint8Array(2048);
        bytes.set([1, ...'CD001'].map(value => (typeof value === 'number' ? value : value.charCodeAt(0))));
        bytes.set(
            [...'d-live 12'.padEnd(32)].map(letter => letter.charCodeAt(0)),
            40,
        );
        bytes.set([0x10, 0x27, 0, 0], 80); // 10000 sectors
        bytes.set([0, 8], 128); // of 2048 bytes
        change(bytes);
        return bytes;
    }

    it('reads label and size', () => {
        assert.deepEqual(parseIsoHeader(sector()), { label: 'd-live 12', bytes: 20_480_000 });
    });

    it('knows what is no ISO image', () => {
        assert.equal(parseIsoHeader(sector(bytes => bytes.fill(0))), null);
        assert.equal(parseIsoHeader(sector(bytes => (bytes[0] = 255))), null);
        assert.equal(parseIsoHeader(sector().slice(0, 2047)), null);
        assert.equal(parseIsoHeader(new Uint8Array(0)), null);
    });

    it('measures what is cut off, the padding left out', () => {
        const volume = { label: '', bytes: 20_480_000 };
        assert.equal(missingBytes(volume, 20_480_000), 0);
        assert.equal(missingBytes(volume, 30_000_000), 0);
        assert.equal(missingBytes(volume, 20_480_000 - 150 * 2048), 0);
        assert.equal(missingBytes(volume, 20_480_000 - 151 * 2048), 151 * 2048);
    });
});

describe('descriptorFault', () => {
    const flags = (octal: string) => `pos:\t0\nflags:\t${octal}\nmnt_id:\t29\n`;

    it('takes a file that was opened for reading', () => {
        assert.equal(descriptorFault(flags('0100000')), null);
        assert.equal(descriptorFault(flags('02100000')), null);
    });

    it('refuses one that can be written', () => {
        assert.equal(descriptorFault(flags('0100001')), 'image-writable');
        assert.equal(descriptorFault(flags('0100002')), 'image-writable');
    });

    it('refuses one that says nothing of the right to read', () => {
        assert.equal(descriptorFault(flags('012000000')), 'image-unreadable');
        assert.equal(descriptorFault(''), 'image-unreadable');
    });
});

describe('runningMedium', () => {
    const line = (place: string, fileSystem: string, root = '/') =>
        `36 25 7:0 ${root} ${place} ro,noatime shared:18 - ${fileSystem} /dev/x ro`;

    it('finds live-boot on a CD', () => {
        const mountinfo = [line('/', 'overlay'), line('/run/live/medium', 'iso9660')].join('\n');
        assert.deepEqual(runningMedium(mountinfo), {
            path: '/run/live/medium',
            notExported: null,
            rootTrees: [],
        });
    });

    it('shares the loop mount of an ISO file, not the disk that it lies on', () => {
        const mountinfo = [line('/isodevice', 'ext4'), line('/cdrom', 'iso9660')].join('\n');
        assert.deepEqual(runningMedium(mountinfo), { path: '/cdrom', notExported: null, rootTrees: [] });
        assert.throws(() => runningMedium(line('/run/live/findiso', 'ext4')), { code: 'no-live-medium' });
    });

    // dracut 059: 90dmsquash-live/dmsquash-live-root.sh:101; mkinitcpio-archiso: hooks/archiso, archiso_mount_handler();
    // manjaro-tools: initcpio/hooks/miso, miso_mount_handler(); kiwi: 55kiwi-live/kiwi-live-lib.sh, mountIso(); linux-live:
    // livekitlib, whose memory goes on as /run/initramfs/memory
    it('finds the media of the other families, not the disks that hold them', () => {
        for (const path of [
            ...['/run/initramfs/live', '/run/overlay/live', '/run/archiso/bootmnt', '/run/miso/bootmnt'],
            '/run/initramfs/memory/data',
        ])
            assert.deepEqual(runningMedium(line(path, 'iso9660')), {
                path,
                notExported: null,
                rootTrees: [],
            });
        for (const path of ['/run/initramfs/isoscan', '/run/archiso/img_dev'])
            assert.throws(() => runningMedium(line(path, 'ext4')), { code: 'no-live-medium' });
    });

    it('knows that a stick holds other things too', () => {
        const reason = (...of: readonly [string, string?]): string | null =>
            runningMedium(line('/run/live/medium', ...of)).notExported;
        assert.equal(reason('vfat'), 'other-files');
        assert.equal(reason('iso9660', '/part'), 'other-files');
        assert.equal(reason('nfs'), 'passed-on');
        assert.equal(reason('nfs4'), 'passed-on');
    });

    it('knows where root images are mounted, not what is written over them', () => {
        const mountinfo = [
            line('/run/live/medium', 'tmpfs'),
            line('/run/live/rootfs/root-0.squashfs', 'squashfs'),
            line('/run/live/overlay', 'tmpfs'),
            line('/', 'overlay'),
            line('/run/live/rootfs/a,upperdir=b', 'squashfs'),
            line('/run/live/rootfs/plain', 'tmpfs'),
        ].join('\n');
        assert.deepEqual(runningMedium(mountinfo).rootTrees, ['/run/live/rootfs/root-0.squashfs']);
        assert.deepEqual(
            runningMedium([line('/cdrom', 'tmpfs'), line('/rofs', 'squashfs')].join('\n')).rootTrees,
            ['/rofs'],
        );
    });

    it('sees what is mounted on top', () => {
        const mountinfo = [line('/cdrom', 'iso9660'), line('/cdrom', 'tmpfs')].join('\n');
        assert.equal(runningMedium(mountinfo).notExported, 'in-memory');
    });

    it('says where it looked', () => {
        assert.throws(() => runningMedium(line('/media/cdrom', 'iso9660')), {
            code: 'no-live-medium',
            params: {
                lookedFor:
                    '/run/live/medium, /lib/live/mount/medium, /cdrom, /run/initramfs/live, /run/overlay/live, /run/archiso/bootmnt, /run/miso/bootmnt, /run/initramfs/memory/data',
            },
        });
        assert.throws(() => runningMedium(''), { code: 'no-live-medium' });
    });
});

describe('textsToRead', () => {
    it('reads small wanted texts, the top first, and not without end', () => {
        const files = new Map([
            ['a/b/deep.cfg', 5],
            ['z.cfg', 5],
            ['a.cfg', 5],
            ['big.cfg', 256 * 1024 + 1],
            ['empty.cfg', 0],
            ['other', 5],
        ]);
        const wants = (path: string) => path.endsWith('.cfg');
        assert.deepEqual(textsToRead(files, wants), ['a.cfg', 'z.cfg', 'a/b/deep.cfg']);
        const many = new Map(Array.from({ length: 1000 }, (_, index) => [`${index}.cfg`, 1]));
        assert.equal(textsToRead(many, wants).length, 100);
    });
});
