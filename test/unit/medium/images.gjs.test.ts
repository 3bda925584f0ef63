// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { removeTree } from '../../../src/backend/lib/files.js';
import { runChecked } from '../../../src/backend/lib/process.js';
import {
    contentsFromDirectory,
    textsFromDirectory,
} from '../../../src/backend/medium/contents-from-directory.js';
import { readableBytes } from '../../../src/backend/medium/image-descriptor.js';
import { contentsFromImage, textsFromImage } from '../../../src/backend/medium/contents-from-image.js';
import { checkImageDescriptor } from '../../../src/backend/medium/image-descriptor.js';

let folder = '';

beforeEach(() => {
    folder = GLib.dir_make_tmp('share-live-test-XXXXXX');
});

afterEach(() => removeTree(folder));

function put(path: string, text: string): void {
    GLib.mkdir_with_parents(GLib.path_get_dirname(`${folder}/${path}`), 0o755);
    GLib.file_set_contents(`${folder}/${path}`, new TextEncoder().encode(text));
}

/** A tree with everything odd in it that a medium can hold. */
function oddTree(): void {
    put('tree/live/filesystem.squashfs', 'x'.repeat(3_000_000));
    put('tree/live/vmlinuz', 'kernel');
    put('tree/isolinux/isolinux.cfg', 'default live\n');
    put('tree/isolinux/big.cfg', '#'.repeat(300_000));
    put('tree/.disk/info', 'Test «medium»\n');
    put('tree/odd/new\nline -> x', '1');
    put('tree/odd/back\\slash', '12');
    Gio.File.new_for_path(`${folder}/tree/live/linked.squashfs`).make_symbolic_link('/etc/passwd', null);
    Gio.File.new_for_path(`${folder}/tree/isolinux/linked.cfg`).make_symbolic_link('/etc/passwd', null);
}

async function makeImage(): Promise<string> {
    oddTree();
    const image = `${folder}/image.iso`;
    await runChecked([
        ...['xorriso', '-as', 'mkisofs', '-quiet', '-o', image, '-volid', 'Test label'],
        ...['-rational-rock', `${folder}/tree`],
    ]);
    return image;
}

const EXPECTED_FILES = [
    ['.disk/info', 16],
    ['isolinux/big.cfg', 300_000],
    ['isolinux/isolinux.cfg', 13],
    ['live/filesystem.squashfs', 3_000_000],
    ['live/vmlinuz', 6],
    ['odd/back\\slash', 2],
    ['odd/new\nline -> x', 1],
] as const;

const EXPECTED_TEXTS = [
    ['.disk/info', 'Test «medium»\n'],
    ['isolinux/isolinux.cfg', 'default live\n'],
] as const;

/** Cuts a file to its first bytes. */
function cut(path: string, bytes: number): void {
    const stream = Gio.File.new_for_path(path).open_readwrite(null);
    stream.truncate(bytes, null);
    stream.close(null);
}

describe('contentsFromImage', () => {
    it('reads files, sizes, texts and the label', async () => {
        const contents = await contentsFromImage(await makeImage());
        assert.equal(contents.label, 'Test label');
        assert.deepEqual([...contents.files].sort(), EXPECTED_FILES);
        assert.deepEqual([...contents.texts].sort(), EXPECTED_TEXTS);
    });

    it('reads texts that are named later', async () => {
        const long = `isolinux/${'long-'.repeat(20)}name.txt`;
        put(`tree/${long}`, 'help');
        const image = await makeImage();
        const wanted = ['.disk/info', 'isolinux/isolinux.cfg', long, 'isolinux/gone.txt'];
        const texts = [...EXPECTED_TEXTS, [long, 'help']];
        assert.deepEqual([...(await textsFromImage(image, wanted))].sort(), texts);
        assert.deepEqual([...(await textsFromImage(image, []))], []);
        const there = wanted.slice(0, -1);
        assert.deepEqual([...(await textsFromDirectory(`${folder}/tree`, there))].sort(), texts);
    });

    it('refuses what is no ISO image', async () => {
        put('text', 'a'.repeat(100_000));
        await assert.rejects(contentsFromImage(`${folder}/text`), {
            code: 'image-not-live',
            params: { lookedFor: 'ISO 9660' },
        });
        put('empty', '');
        await assert.rejects(contentsFromImage(`${folder}/empty`), { code: 'image-not-live' });
    });

    it('refuses an image that is cut off, and says by how much', async () => {
        const image = await makeImage();
        cut(image, 2_000_000);
        await assert.rejects(contentsFromImage(image), {
            code: 'image-damaged',
            detail: /^cut off: \d+ bytes/,
        });
    });

    it('refuses an image whose folders lead nowhere', async () => {
        const image = await makeImage();
        const stream = Gio.File.new_for_path(image).open_readwrite(null);
        // the root folder's place, in the volume descriptor's copy of its record (ECMA-119, 8.4.18)
        stream.seek(16 * 2048 + 156 + 2, GLib.SeekType.SET, null);
        stream.get_output_stream().write_all(new Uint8Array([0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff]), null);
        stream.close(null);
        await assert.rejects(contentsFromImage(image), { code: 'image-damaged' });
    });
});

describe('readableBytes', () => {
    it('is the size of an image that everybody may read', () => {
        put('image', 'x'.repeat(5000));
        for (const [mode, bytes] of [
            [0o644, 5000],
            [0o640, null],
        ] as const) {
            const flags = Gio.FileQueryInfoFlags.NONE;
            const image = Gio.File.new_for_path(`${folder}/image`);
            image.set_attribute_uint32('unix::mode', mode, flags, null);
            assert.equal(readableBytes(`${folder}/image`), bytes);
        }
    });
});

describe('contentsFromDirectory', () => {
    it('reads the same of a mounted medium, and follows no symbolic link', async () => {
        oddTree();
        const contents = await contentsFromDirectory(`${folder}/tree`);
        assert.deepEqual([...contents.files].sort(), EXPECTED_FILES);
        assert.deepEqual([...contents.texts].sort(), EXPECTED_TEXTS);
    });
});

describe('checkImageDescriptor', () => {
    const OPENERS = {
        read: (path: string) => Gio.File.new_for_path(path).read(null),
        write: (path: string) => Gio.File.new_for_path(path).open_readwrite(null).get_input_stream(),
    } as const;

    /** Opens a file, and hands its descriptor to the check. */
    function check(name: string, opener: keyof typeof OPENERS): string {
        const stream = OPENERS[opener](`${folder}/${name}`) as unknown as { get_fd(): number };
        return checkImageDescriptor(stream.get_fd());
    }

    it('gives a path to a file that was opened for reading, whatever becomes of its name', async () => {
        const image = await makeImage();
        const stream = Gio.File.new_for_path(image).read(null);
        const path = checkImageDescriptor((stream as unknown as { get_fd(): number }).get_fd());
        GLib.unlink(image);
        assert.equal((await contentsFromImage(path)).label, 'Test label');
        stream.close(null);
    });

    it('refuses a writable file', () => {
        put('file', 'a'.repeat(70_000));
        assert.throws(() => check('file', 'write'), { code: 'image-writable' });
    });

    it('refuses what is too small to be an image', () => {
        put('file', 'a'.repeat(65_535));
        assert.throws(() => check('file', 'read'), { code: 'image-damaged' });
    });

    it('refuses a device and a closed descriptor', () => {
        const device = Gio.File.new_for_path('/dev/null').read(null) as unknown as { get_fd(): number };
        assert.throws(() => checkImageDescriptor(device.get_fd()), { code: 'image-not-a-file' });
        assert.throws(() => checkImageDescriptor(9999), { code: 'image-unreadable' });
    });
});
