// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Everything that reads what a stranger wrote: thousands of texts, the same at every run. Nothing but a Problem is ever
// thrown, and what comes out keeps to its promises.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readGrub } from '../../src/backend/firmware/grub.js';
import { readPe } from '../../src/backend/firmware/pe.js';
import { vendorCertificate } from '../../src/backend/firmware/shim.js';
import { parseListing } from '../../src/backend/medium/bsdtar-list.js';
import { cleanText, isParameter, isPlainPath } from '../../src/backend/medium/clean-text.js';
import { descriptorFault } from '../../src/backend/medium/descriptor-flags.js';
import { parseIsoHeader } from '../../src/backend/medium/iso-header.js';
import { recognise } from '../../src/backend/medium/recognise.js';
import { runningMedium } from '../../src/backend/medium/running-medium.js';
import { mediumMenu } from '../../src/backend/menu/medium-menu.js';
import { ownEntry } from '../../src/backend/menu/own-entry.js';
import { dhcpAnswer } from '../../src/backend/network/dhcpcd.js';
import { parseByteCounters } from '../../src/backend/network/firewall.js';
import { checkInterfaceName } from '../../src/backend/network/interface-name.js';
import { parseAddress } from '../../src/backend/network/ipv4.js';
import { parseListeningPorts, parseResolvers } from '../../src/backend/network/parse.js';
import { REFUSALS, STAGES } from '../../src/backend/protocol/messages.js';
import { Problem } from '../../src/backend/protocol/problem.js';
import { parseRequest } from '../../src/backend/protocol/requests.js';
import { dnsmasqReader } from '../../src/backend/services/dnsmasq-log.js';
import { nginxEvent } from '../../src/backend/services/nginx-log.js';
import { mountdPort } from '../../src/backend/services/rpc-info.js';
import { makeModules, makePe, makeVendorSection } from './support/pe-image.js';
import { mutate, random } from './support/random.js';

const ROUNDS = 3000;
/** For one text; a hundred times what the slowest takes. */
const PATIENCE_MS = 1000;
/** A busy machine can only make a reading longer; what takes for ever by itself does so each time. */
const MEASUREMENTS = 5;

/**
 * Reads changed texts.
 *
 * @param read throws where a promise is not kept; a Problem is an answer too
 */
function fuzz(seed: number, texts: readonly string[], read: (text: string) => void): void {
    const source = random(seed);
    for (let round = 0; round < ROUNDS; round++) {
        const text = mutate(source.pick(texts), source);
        const isQuick = (): boolean => {
            const started = Date.now();
            try {
                read(text);
            } catch (error) {
                if (!(error instanceof Problem))
                    throw new Error(`round ${round}: ${String(error)}\n${JSON.stringify(text)}`);
            }
            return Date.now() - started < PATIENCE_MS;
        };
        assert.ok(
            Array.from({ length: MEASUREMENTS }).some(isQuick),
            `round ${round} takes for ever: ${JSON.stringify(text)}`,
        );
    }
}

const REQUESTS = [
    '{"type":"init","version":1}',
    '{"type":"medium","source":"image"}',
    '{"type":"plan","interface":"auto"}',
    '{"type":"start","interface":"enp0s31f6"}',
    '{"type":"stop"}',
];

const ISOLINUX = `include menu.cfg
default vesamenu.c32
menu begin more
label live
  menu label ^Live
  menu default
  linux /live/vmlinuz
  initrd /live/initrd.img,/live/other.img
  append boot=live components quiet "a b" findiso=/x.iso --- splash
menu end
label old
  kernel vmlinuz
  append initrd=initrd.img boot=live
`;

const GRUB = `source /boot/grub/config.cfg
if loadfont $prefix/unicode.pf2 ; then set gfxmode=800x600 ; fi
menuentry "Live (\${arch})" --hotkey=l {
    set gfxpayload=keep
    linux ($root)/live/vmlinuz boot=live "x=$y" --- quiet
    initrd /live/initrd.img $more
}
`;

const FILES = new Map([
    ['live/vmlinuz', 10],
    ['live/initrd.img', 10],
    ['live/other.img', 10],
    ['live/filesystem.squashfs', 1000],
    ['isolinux/isolinux.cfg', 10],
    ['boot/grub/grub.cfg', 10],
    ['isolinux/vmlinuz', 10],
    ['isolinux/initrd.img', 10],
]);

const LISTING = String.raw`dr-xr-xr-x  5 0      0        2048 Nov 22 15:54 .
-r--r--r--  1 0      0          10 Nov  2  2024 isolinux/isolinux.cfg
-r--r--r--  2 0      0           0 Nov 22 15:54 live/vmlinuz link to live/vmlinuz-6
-r--r--r--  1 0      0           3 Nov 22 15:54 odd/\303\274ml\\ \n x
lr-xr-xr-x  1 0      0           0 Nov 22 15:54 live/kernel -> vmlinuz
`;

const DNSMASQ = [
    'dnsmasq-dhcp[12]: 921 DHCPACK(sharelive0) 10.1.2.50 52:54:00:12:34:56 debian',
    'dnsmasq-tftp[12]: sent /srv/tftp/pxelinux.0 to 10.1.2.50',
    'dnsmasq-dhcp[12]: 921 PXE(eth0) 52:54:00:12:34:56 proxy',
    'dnsmasq-dhcp[12]: 921 tags: gets-no-loader-uefi-32, asks-for-a-loader, eth0',
];
const NGINX = ['kernel', 'initrd-0', 'report/running', 'pxelinux.cfg/default'].map(
    path => `{"address":"10.1.2.50","path":"/${path}","status":200,"completion":"OK"}`,
);

const NFT = JSON.stringify({
    nftables: [
        { metainfo: { version: '1.0.6' } },
        {
            set: {
                name: 'sent',
                elem: [
                    '10.77.0.51',
                    { elem: { val: '10.77.0.50', counter: { packets: 1, bytes: 90 } } },
                    { elem: { val: { range: ['10.0.0.1', '10.0.0.2'] }, counter: null } },
                ],
            },
        },
    ],
});

const MOUNTINFO = `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
31 22 7:0 / /run/live/medium ro,noatime - iso9660 /dev/loop0 ro
32 22 8:17 /sub\\040folder /cdrom ro - vfat /dev/sdb1 ro
`;

describe('whatever strangers write', () => {
    it('requests are of the schema, or refused', () => {
        fuzz(1, REQUESTS, text => {
            const request = parseRequest(text);
            assert.equal(JSON.stringify(request), text);
            if (request.type === 'plan' || request.type === 'start')
                assert.match(checkInterfaceName(request.interface), /^[\w.][\w.-]{0,14}$/);
        });
    });

    it('menus give files that exist and parameters that are plain, and end', () => {
        const texts = [ISOLINUX, GRUB];
        fuzz(2, texts, text => {
            const contents = {
                label: text.slice(0, 40),
                fileSystem: 'iso9660',
                files: FILES,
                texts: new Map([
                    ['isolinux/isolinux.cfg', text],
                    ['isolinux/menu.cfg', text],
                    ['boot/grub/grub.cfg', text],
                    ['boot/grub/config.cfg', text],
                    ['.disk/info', text],
                ]),
            };
            const entry = ownEntry(mediumMenu(contents), FILES);
            for (const path of [entry?.kernel, ...(entry?.initrds ?? [])])
                assert.ok(path === undefined || FILES.has(path), path ?? '');
            const parameters = entry?.parameters ?? [];
            assert.ok(parameters.every(isParameter), parameters.join('\n'));
            assert.ok(parameters.join(' ').length <= 1000);
            const { name } = recognise(contents, entry);
            assert.ok(!/\p{C}/u.test(name) && [...name].length <= 80, name);
        });
    });

    it('names for display are one line of bounded length', () => {
        fuzz(3, [ISOLINUX, 'Debian GNU/Linux 12'], text => {
            assert.match(cleanText(text, 20), /^[^\p{C}\n]{0,40}$/u);
        });
    });

    it('listings give paths without a leading slash and sizes that are numbers', () => {
        fuzz(4, [LISTING], text => {
            for (const [path, size] of parseListing(text)) {
                assert.ok(!path.startsWith('/'), path);
                assert.ok(Number.isInteger(size) && size >= 0, `${path}: ${size}`);
                if (isPlainPath(path)) assert.doesNotMatch(`/${path}/`, /\/(\.\.?)?\/|[^ -~]/);
            }
        });
    });

    it('logs of dnsmasq and nginx tell of addresses and stages, or nothing', () => {
        const read = dnsmasqReader();
        fuzz(5, [...DNSMASQ, ...NGINX], text => {
            for (const event of [read(text, 1), nginxEvent(text, 1)]) {
                if (event === null) continue;
                if ('mac' in event) assert.match(event.mac, /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
                if (event.kind === 'stage') assert.ok(STAGES.includes(event.stage));
                if (event.kind === 'firmware') assert.ok([...REFUSALS, null].includes(event.refused));
                else assert.equal(typeof event.address, 'string');
            }
        });
    });

    it('counters are bytes by address, or none', () => {
        fuzz(6, [NFT], text => {
            for (const [address, bytes] of parseByteCounters(text)) {
                assert.ok(parseAddress(address) !== null, address);
                assert.ok(Number.isInteger(bytes) && bytes >= 0, String(bytes));
            }
        });
    });

    it('mounts lead to a place of the live families, or nowhere', () => {
        fuzz(7, [MOUNTINFO], text => {
            assert.ok(
                ['/run/live/medium', '/lib/live/mount/medium', '/cdrom'].includes(runningMedium(text).path),
            );
        });
    });

    it('what programs of the network say gives addresses and ports', () => {
        fuzz(8, ['nameserver 10.0.0.1\nsearch x\n', 'LISTEN 0 128 0.0.0.0:80 0.0.0.0:*\n'], text => {
            for (const server of parseResolvers(text)) assert.ok(parseAddress(server) !== null, server);
            for (const port of parseListeningPorts(text)) assert.ok(Number.isInteger(port));
        });
        fuzz(9, ['reason=TEST\nnew_dhcp_server_identifier=10.0.0.1\n'], text => {
            const answer = dhcpAnswer(text, 'timed out');
            if (answer?.state === 'answered') assert.ok(parseAddress(answer.offer.server) !== null);
        });
        fuzz(10, ['100003 3 tcp 2049 nfs\n100005 3 tcp 20048 mountd\n'], text => {
            const port = mountdPort(text);
            assert.ok(port === null || (port > 0 && port < 65_536));
        });
    });

    it('flags and headers are read or not', () => {
        fuzz(11, ['pos:\t0\nflags:\t0100000\nmnt_id:\t9\n'], text => {
            assert.ok([null, 'image-writable', 'image-unreadable'].includes(descriptorFault(text)));
        });
        const header = `\x01CD001\x01${'LABEL'.padEnd(73)}${'\x01'.repeat(80)}`.padEnd(2048, '\0');
        fuzz(12, [header], text => {
            const sector = Uint8Array.from([...text].map(letter => letter.charCodeAt(0) & 0xff));
            const volume = parseIsoHeader(sector);
            if (volume !== null) assert.ok(volume.label.length <= 32 && volume.bytes >= 0);
        });
    });

    it('images of firmware give a machine, sections inside the file and names of modules, or nothing', () => {
        const seeds = [
            makePe(0x8664, { '.text': new Uint8Array(4), '.vendor_cert': makeVendorSection(40) }, true),
            makePe(0x14c, { mods: makeModules(['net', 'efinet', 'tftp'], false) }),
            makePe(0xaa64, { mods: makeModules(['net', 'http']), '.sbat': new Uint8Array(9) }),
        ];
        const texts = seeds.map(bytes => String.fromCharCode(...bytes));
        fuzz(13, texts, text => {
            const bytes = Uint8Array.from([...text].map(letter => letter.charCodeAt(0) & 0xff));
            const image = readPe(bytes);
            if (image === null) return;
            for (const section of image.sections.values())
                assert.ok(section.byteOffset + section.length <= bytes.length);
            const certificate = vendorCertificate(image);
            if (certificate !== null) assert.equal(certificate[0], 0x30);
            readGrub(image);
        });
    });
});
