// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readGrub } from '../../../src/backend/firmware/grub.js';
import { readPe, type PeImage } from '../../../src/backend/firmware/pe.js';
import { vendorCertificate } from '../../../src/backend/firmware/shim.js';
import { makeModules, makePe, makeVendorSection } from '../support/pe-image.js';

const X64 = 0x8664;

function read(bytes: Uint8Array): PeImage {
    const image = readPe(bytes);
    assert.ok(image !== null);
    return image;
}

describe('an image of firmware', () => {
    it('says which machine it is for', () => {
        const machines = [X64, 0x14c, 0xaa64, 0x1c4].map(machine => read(makePe(machine, {})).machine);
        assert.deepEqual(machines, ['x64', 'ia32', 'arm64', null]);
    });
    it('says whether anybody has signed it', () => {
        for (const machine of [X64, 0x14c]) {
            assert.equal(read(makePe(machine, {}, true)).signed, true);
            assert.equal(read(makePe(machine, {})).signed, false);
        }
    });
    it('has sections, also of long names', () => {
        const { sections } = read(
            makePe(X64, { mods: Uint8Array.of(1, 2), '.vendor_cert': Uint8Array.of(3) }),
        );
        assert.deepEqual([...sections.keys()], ['mods', '.vendor_cert']);
        assert.deepEqual([...(sections.get('.vendor_cert') ?? [])], [3]);
    });
    it('is none where it is something else', () => {
        for (const text of ['', 'MZ', '\x7fELF', 'MZ'.padEnd(200, '\0')])
            assert.equal(readPe(new TextEncoder().encode(text)), null);
    });
});

describe("shim's certificate", () => {
    const certificate = (section: Uint8Array): number | undefined =>
        vendorCertificate(read(makePe(X64, { '.vendor_cert': section })))?.length;
    it('is what its table says', () => assert.equal(certificate(makeVendorSection(900)), 904));
    it('is none where the table lies, or something else is there', () => {
        assert.equal(certificate(makeVendorSection(900, 100_000)), undefined);
        assert.equal(certificate(makeVendorSection(900, 100)), undefined);
        assert.equal(certificate(makeVendorSection(900).fill(1, 16, 17)), undefined);
        assert.equal(certificate(new Uint8Array(8)), undefined);
        assert.equal(vendorCertificate(read(makePe(X64, {}))), null);
    });
});

describe('a GRUB', () => {
    const grub = (modules: readonly string[], sbat = '', machine = X64): ReturnType<typeof readGrub> =>
        readGrub(
            read(
                makePe(machine, {
                    mods: makeModules(modules, machine !== 0x14c),
                    '.sbat': new TextEncoder().encode(sbat),
                }),
            ),
        );
    it('starts machines over the network with what is built into it', () => {
        assert.equal(grub(['normal', 'net', 'efinet', 'tftp']).network, true);
        assert.equal(grub(['net', 'efinet', 'tftp'], '', 0x14c).network, true);
        assert.equal(grub(['net', 'efinet', 'tftp2']).network, false);
        assert.equal(grub([]).network, false);
    });
    it('starts none where it looks for its menu elsewhere', () => {
        const elsewhere = (sbat: string): boolean =>
            readGrub(
                read(
                    makePe(X64, {
                        mods: makeModules(['net', 'efinet', 'tftp'], true, '/EFI/fedora'),
                        '.sbat': new TextEncoder().encode(sbat),
                    }),
                ),
            ).network;
        assert.equal(elsewhere(''), false);
        assert.equal(elsewhere('grub.rh,2,Red Hat,grub2,2.06-73.el9,mailto:x'), true);
    });
    it('knows HTTP where that is built in', () => {
        assert.equal(grub(['net', 'http']).http, true);
        assert.equal(grub(['net', 'efinet', 'tftp']).http, false);
    });
    it("finds a proxyDHCP server from 2.12 on, and before that where it is Red Hat's", () => {
        const sbat = (last: string, version: string): string =>
            `sbat,1,SBAT Version\ngrub,3,Free Software Foundation,grub,${version},x\n${last}\n`;
        const finds = (last: string, version = '2.06'): boolean => grub([], sbat(last, version)).findsProxy;
        assert.equal(finds('grub.debian,5,Debian,grub2,2.12-9+deb13u4,https://x', '2.12'), true);
        assert.equal(finds('grub.ubuntu,2,Ubuntu,grub2,2.14-1ubuntu1,https://x', '2.14'), true);
        assert.equal(finds('grub.rh,2,Red Hat,grub2,2.06-73.el9,mailto:x'), true);
        assert.equal(finds('grub.rh,2,Red Hat,grub2,2.12-56.fc44,mailto:x'), true);
        assert.equal(finds('grub.rh,2,Red Hat,grub2,2.02-150.el8,mailto:x'), false);
        assert.equal(finds('grub.debian,5,Debian,grub2,2.06-13+deb12u2,https://x'), false);
    });
});
