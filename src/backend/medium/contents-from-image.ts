// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { runLimited, type LimitedResult } from '../lib/run-limited.js';
import { UNPRIVILEGED } from '../lib/unprivileged.js';
import { Problem } from '../protocol/problem.js';
import { parseListing } from './bsdtar-list.js';
import { cleanText, isPlainPath } from './clean-text.js';
import { cpioMembers } from './cpio-members.js';
import { DESCRIPTOR_BYTES, DESCRIPTOR_OFFSET, missingBytes, parseIsoHeader } from './iso-header.js';
import { wantsText } from './recognise.js';

import { MAX_TEXT_BYTES, MAX_TEXTS, textsToRead } from './text-limits.js';
import type { MediumContents } from './types.js';

/** Ubuntu's largest image lists 250 kB. */
const LIST_LIMITS = { bytes: 16 * 1024 * 1024, milliseconds: 120_000 };
const FILE_MILLISECONDS = 30_000;
/** With an archive's headers and padding. */
const TEXT_LIMITS = { bytes: MAX_TEXTS * (MAX_TEXT_BYTES + 1024), milliseconds: 120_000 };

/** What the reader may use of memory: a made-up image must not take the machine's. */
const MEMORY = ['prlimit', `--as=${1024 * 1024 * 1024}`, '--'];

/**
 * Reads an ISO image in user space: libarchive (bsdtar), without privileges, on its standard input only.
 *
 * @param image path of the image; /proc/PID/fd/N for an opened one
 * @throws Problem `image-not-live` where it is no ISO image; `image-damaged` where it is cut off or cannot be read
 */
export async function contentsFromImage(image: string): Promise<MediumContents> {
    const volume = parseIsoHeader(readSector(image));
    if (volume === null)
        throw new Problem(
            'image-not-live',
            { lookedFor: 'ISO 9660' },
            'no CD001 volume descriptor in sector 16',
        );
    const missing = missingBytes(volume, fileSize(image));
    if (missing > 0)
        throw new Problem('image-damaged', {}, `cut off: ${missing} bytes of ${volume.bytes} are missing`);
    const files = await filesOf(image);
    const texts = await textsFromImage(
        image,
        textsToRead(files, path => isPlainPath(path) && wantsText(path)),
    );
    return { label: volume.label, fileSystem: 'iso9660', files, texts };
}

/** @returns the regular files of an image or another archive, by path, and their size in bytes. @throws Problem `image-damaged` */
export async function filesOf(archive: string): Promise<ReadonlyMap<string, number>> {
    return parseListing(decode((await bsdtar(archive, ['-tv', '--numeric-owner'], LIST_LIMITS)).stdout));
}

/**
 * Reads texts of an image at once: bsdtar hands them on as an archive of another format.
 *
 * @param paths plain ones (`isPlainPath`), `MAX_TEXTS` at most
 * @throws Problem `image-damaged`
 */
export async function textsFromImage(
    image: string,
    paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
    if (paths.length === 0) return new Map();
    const wanted = paths.flatMap(path => ['--include', path]);
    const options = ['-c', '--format=newc', ...wanted];
    const argv = [...UNPRIVILEGED, ...MEMORY, 'bsdtar', ...options, '-f', '-', '@-'];
    const members = cpioMembers((await read(argv, image, TEXT_LIMITS)).stdout);
    return new Map(paths.flatMap(path => (members.has(path) ? [[path, decode(members.get(path))]] : [])));
}

/**
 * Reads a file of an image whole, as above.
 *
 * @param path listed in the image
 * @param limit in bytes
 * @throws Problem `image-damaged`, also where the file is larger
 */
export async function readFromImage(image: string, path: string, limit: number): Promise<Uint8Array> {
    return (
        await bsdtar(image, ['-xO', '--fast-read'], { bytes: limit, milliseconds: FILE_MILLISECONDS }, path)
    ).stdout;
}

async function bsdtar(
    image: string,
    options: readonly string[],
    limits: typeof LIST_LIMITS,
    ...paths: readonly string[]
): Promise<LimitedResult> {
    return read([...UNPRIVILEGED, ...MEMORY, 'bsdtar', ...options, '-f', '-', '--', ...paths], image, limits);
}

async function read(
    argv: readonly string[],
    image: string,
    limits: typeof LIST_LIMITS,
): Promise<LimitedResult> {
    const result = await runLimited(argv, image, limits).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'engine-failed')
            throw new Problem('image-damaged', {}, error.detail);
        throw error;
    });
    if (result.status !== 0) throw new Problem('image-damaged', {}, cleanText(result.stderr, 400));
    return result;
}

function readSector(image: string): Uint8Array {
    const stream = Gio.File.new_for_path(image).read(null);
    stream.seek(DESCRIPTOR_OFFSET, GLib.SeekType.SET, null);
    const sector = stream.read_bytes(DESCRIPTOR_BYTES, null).toArray();
    stream.close(null);
    return sector;
}

function fileSize(image: string): number {
    const info = Gio.File.new_for_path(image).query_info('standard::size', Gio.FileQueryInfoFlags.NONE, null);
    return info.get_size();
}

function decode(bytes?: Uint8Array): string {
    return new TextDecoder().decode(bytes);
}
