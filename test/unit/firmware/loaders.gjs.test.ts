// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is installed and signed: shim and GRUB of this system's vendor, in the roles that a medium's files have.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

import GLib from 'gi://GLib?version=2.0';

import { readBytes, removeTree } from '../../../src/backend/lib/files.js';
import { runChecked } from '../../../src/backend/lib/process.js';
import type { Medium } from '../../../src/backend/medium/types.js';
import { loaderFacts } from '../../../src/backend/services/loaders.js';
import type { EfiLoader, LoaderFacts } from '../../../src/backend/share/types.js';

const SHIM = '/usr/lib/shim/shimx64.efi.signed';
const SIGNED = '/usr/lib/grub/x86_64-efi-signed';
const NETWORK_GRUB = `${SIGNED}/grubnetx64.efi.signed`;
/** As on Debian's media: without the network. */
const MEDIUM_GRUB = `${SIGNED}/gcdx64.efi.signed`;
const UNSIGNED = '/usr/lib/grub/x86_64-efi/monolithic/grubnetx64.efi';

const MEDIUM: Medium = {
    family: 'live-boot',
    name: 'Test',
    architecture: 'unknown',
    kernel: 'live/vmlinuz',
    initrds: [],
    roots: [],
    rootBytes: 0,
    parameters: [],
    companions: [],
    transports: ['nfs'],
    inMemory: 'roots',
};

let folder = '';
beforeEach(() => {
    folder = GLib.dir_make_tmp('share-live-test-XXXXXX');
});
afterEach(() => removeTree(folder));

/** Facts of a medium whose files are those of this system. */
function factsOf(files: Readonly<Record<string, string>>): Promise<LoaderFacts> {
    const read = (path: string): Promise<Uint8Array | null> => readBytes(files[path] ?? '');
    const sizes = new Map(Object.keys(files).map(path => [path, 1]));
    return loaderFacts({ medium: MEDIUM, files: sizes, read });
}

function x64Of({ efi }: LoaderFacts): EfiLoader {
    const loader = efi.find(({ arch }) => arch === 'x64');
    assert.ok(loader !== undefined);
    return loader;
}

/** @returns whether the GRUB that is installed is 2.12 or newer, by its package: `1+2.06+13+deb12u1` */
async function isNewGrub(): Promise<boolean> {
    const version = await runChecked(['dpkg-query', '-W', '-f', '${Version}', 'grub-efi-amd64-signed']);
    return Number(/\b2\.(\d+)/.exec(version)?.[1]) >= 12;
}

async function signedByStranger(program: string): Promise<string> {
    const [key, certificate, signed] = ['key.pem', 'certificate.pem', 'signed.efi'].map(
        name => `${folder}/${name}`,
    ) as [string, string, string];
    await runChecked([
        ...['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=Somebody else'],
        ...['-keyout', key, '-out', certificate],
    ]);
    await runChecked(['sbsign', '--key', key, '--cert', certificate, '--output', signed, program]);
    return signed;
}

describe("this system's loaders", () => {
    it("are trusted where the medium's kernel is of the same vendor", async () => {
        const facts = await factsOf({ 'live/vmlinuz': MEDIUM_GRUB });
        const loader = x64Of(facts);
        assert.equal(loader.trust, 'trusted');
        assert.deepEqual(loader.shim, { from: 'system', path: SHIM });
        assert.deepEqual(loader.grub, { from: 'system', path: NETWORK_GRUB });
        assert.equal(loader.findsProxy, await isNewGrub());
        assert.deepEqual(facts.kernel, { arch: 'x64', signed: true });
        assert.ok(facts.grubImages.includes('x64'));
    });
    it('are not where somebody else signed the kernel', async () => {
        const facts = await factsOf({ 'live/vmlinuz': await signedByStranger(UNSIGNED) });
        assert.equal(x64Of(facts).trust, 'untrusted');
        assert.equal(facts.kernel.signed, true);
    });
    it('are where somebody else did so, too', async () => {
        const facts = await factsOf({ 'live/vmlinuz': await signedByStranger(MEDIUM_GRUB) });
        assert.equal(x64Of(facts).trust, 'trusted');
    });
    it('are not where nobody signed it', async () => {
        const facts = await factsOf({ 'live/vmlinuz': UNSIGNED });
        assert.equal(x64Of(facts).trust, 'untrusted');
        assert.deepEqual(facts.kernel, { arch: 'x64', signed: false });
    });
    it('may be or not where the kernel cannot be read, or is cut off', async () => {
        const unread = await factsOf({});
        assert.equal(x64Of(unread).trust, 'unknown');
        assert.deepEqual(unread.kernel, { arch: null, signed: null });
        const cut = `${folder}/cut.efi`;
        GLib.file_set_contents(cut, (await readBytes(MEDIUM_GRUB))?.subarray(0, 100_000) ?? '');
        assert.notEqual(x64Of(await factsOf({ 'live/vmlinuz': cut })).trust, 'trusted');
    });
});

describe("a medium's loaders", () => {
    const own = { 'EFI/boot/bootx64.efi': SHIM, 'live/vmlinuz': MEDIUM_GRUB };
    it('come first where its GRUB knows the network', async () => {
        for (const path of ['EFI/boot/grubx64.efi', 'EFI/debian/grubx64.efi']) {
            const { shim, grub } = x64Of(await factsOf({ ...own, [path]: NETWORK_GRUB }));
            assert.deepEqual(shim, { from: 'medium', path: 'EFI/boot/bootx64.efi' });
            assert.deepEqual(grub, { from: 'medium', path });
        }
    });
    it('do not where it does not', async () => {
        const loader = x64Of(await factsOf({ ...own, 'EFI/boot/grubx64.efi': MEDIUM_GRUB }));
        assert.equal(loader.grub.from, 'system');
    });
    it('do not where nobody signed its GRUB, and others are trusted', async () => {
        const loader = x64Of(await factsOf({ ...own, 'EFI/boot/grubx64.efi': UNSIGNED }));
        assert.equal(loader.grub.from, 'system');
    });
    it('do not where they are for other machines than they say', async () => {
        const { efi } = await factsOf({
            'EFI/BOOT/BOOTAA64.EFI': SHIM,
            'EFI/BOOT/grubaa64.efi': NETWORK_GRUB,
            'live/vmlinuz': MEDIUM_GRUB,
        });
        assert.deepEqual(
            efi.map(({ arch }) => arch),
            ['x64'],
        );
    });
});
