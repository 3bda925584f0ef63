// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { ClientVerdict, ShareMode } from '../../../src/backend/protocol/messages.js';
import { clientVerdicts } from '../../../src/backend/share/client-verdicts.js';
import type { EfiLoader, LoaderFacts } from '../../../src/backend/share/types.js';

const X64: EfiLoader = {
    arch: 'x64',
    shim: { from: 'system', path: '/usr/lib/shim' },
    grub: { from: 'system', path: '/usr/lib/grub' },
    http: false,
    findsProxy: false,
    trust: 'trusted',
};
const FACTS: LoaderFacts = {
    kernel: { arch: 'x64', signed: true },
    efi: [X64],
    grubImages: ['x64'],
    grubFont: true,
};

type Said = Readonly<Record<ClientVerdict['client'], string>>;

/** Each kind's reason, or `yes`. */
function said(facts: Partial<LoaderFacts>, mode: ShareMode = 'own-dhcp'): Said {
    const verdicts = clientVerdicts({ ...FACTS, ...facts }, mode);
    return Object.fromEntries(
        verdicts.map(({ client, starts, because }) => [client, because ?? starts]),
    ) as Said;
}

const withTrust = (trust: EfiLoader['trust'], signed: boolean | null = true): Partial<LoaderFacts> => ({
    kernel: { arch: 'x64', signed },
    efi: [{ ...X64, trust }],
});

describe('who can start', () => {
    it('is said of every kind', () => {
        assert.deepEqual(said({}), {
            bios: 'yes',
            'uefi-x64': 'yes',
            'uefi-x64-secure-boot': 'yes',
            'uefi-ia32': 'no-loader',
            'uefi-arm64': 'other-machine',
        });
    });
    it("depends, with Secure Boot on, on the kernel's signature", () => {
        assert.equal(said(withTrust('untrusted'))['uefi-x64-secure-boot'], 'other-vendor');
        assert.equal(said(withTrust('untrusted', false))['uefi-x64-secure-boot'], 'not-signed');
        assert.equal(said(withTrust('unknown'))['uefi-x64-secure-boot'], 'not-checked');
        for (const trust of ['untrusted', 'unknown'] as const)
            assert.equal(said(withTrust(trust))['uefi-x64'], 'yes');
        const [, , verdict] = clientVerdicts({ ...FACTS, ...withTrust('unknown') }, 'own-dhcp');
        assert.equal(verdict?.starts, 'perhaps');
    });
    it('beside another DHCP server depends on the GRUB, and a cable does not help against a strange signature', () => {
        const beside = (facts: Partial<LoaderFacts>): Said => said(facts, 'proxy-dhcp');
        assert.equal(beside({})['uefi-x64'], 'yes');
        assert.equal(beside({})['uefi-x64-secure-boot'], 'beside-dhcp-server');
        assert.equal(beside({ grubImages: [] })['uefi-x64'], 'beside-dhcp-server');
        assert.equal(beside({ efi: [{ ...X64, findsProxy: true }] })['uefi-x64-secure-boot'], 'yes');
        const http = beside({ efi: [{ ...X64, http: true }] });
        assert.equal(http['uefi-x64-secure-boot'], 'http-boot-only');
        assert.equal(http['uefi-x64'], 'yes');
        const [, , verdict] = clientVerdicts({ ...FACTS, efi: [{ ...X64, http: true }] }, 'proxy-dhcp');
        assert.equal(verdict?.starts, 'yes');
        assert.equal(said({ efi: [{ ...X64, http: true }] })['uefi-x64-secure-boot'], 'yes');
        assert.equal(beside(withTrust('untrusted'))['uefi-x64-secure-boot'], 'other-vendor');
    });
    it('depends on what there is to start them with', () => {
        const made = said({ efi: [], grubImages: ['x64', 'ia32', 'arm64'] });
        assert.equal(made['uefi-x64'], 'yes');
        assert.equal(made['uefi-x64-secure-boot'], 'no-loader');
        assert.equal(made['uefi-ia32'], 'yes');
        assert.equal(said({ efi: [], grubImages: [] })['uefi-x64'], 'no-loader');
    });
    it('depends on what the kernel is for', () => {
        const grubImages = ['x64', 'ia32', 'arm64'] as const;
        const arm = said({ kernel: { arch: 'arm64', signed: true }, grubImages });
        assert.deepEqual(Object.values(arm), [
            'other-machine',
            'other-machine',
            'other-machine',
            'other-machine',
            'yes',
        ]);
        const old = said({ kernel: { arch: 'ia32', signed: false }, grubImages });
        assert.deepEqual(Object.values(old), [
            'yes',
            'other-machine',
            'other-machine',
            'yes',
            'other-machine',
        ]);
    });
});
