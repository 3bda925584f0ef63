// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';

/** The signature of a PNG file, before its chunks. */
const SIGNATURE_BYTES = 8;

/** What a chunk has beside its data: its length, its type, its checksum. */
const CHUNK_BYTES = 12;

/** Whether a picture of QEMU's, a PNG file of eight bits a colour and without transparency, shows nothing. */
export function isBlack(png: Buffer): boolean {
    const width = png.readUInt32BE(SIGNATURE_BYTES + 8);
    const lines = inflateSync(Buffer.concat(dataOf(png)));
    // Each line begins with how it is filtered; whatever that is, black is made of zeros.
    return lines.every((byte, at) => byte === 0 || at % (1 + 3 * width) === 0);
}

/** The pieces of the compressed picture (chunks IDAT). */
function dataOf(png: Buffer): Buffer[] {
    const pieces: Buffer[] = [];
    for (let at = SIGNATURE_BYTES; at < png.length;) {
        const bytes = png.readUInt32BE(at);
        if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
            pieces.push(png.subarray(at + 8, at + 8 + bytes));
        at += CHUNK_BYTES + bytes;
    }
    return pieces;
}

type Colour = readonly [red: number, green: number, blue: number];

/** How much of a picture, from 0 to 1, is of a colour. @param path of a PNG file */
export async function shareOf(path: string, [red, green, blue]: Colour): Promise<number> {
    const pixels = await pixelsOf(path);
    let found = 0;
    for (let at = 0; at < pixels.length; at += 3)
        if (pixels[at] === red && pixels[at + 1] === green && pixels[at + 2] === blue) found++;
    return found / (pixels.length / 3);
}

/** Three bytes each, line by line. */
async function pixelsOf(path: string): Promise<Buffer> {
    const { stdout } = await promisify(execFile)('convert', [path, 'ppm:-'], {
        encoding: 'buffer',
        maxBuffer: 64 * 1024 * 1024,
    });
    const [header = ''] = /^P6\s+\d+\s+\d+\s+255\s/.exec(stdout.toString('latin1', 0, 40)) ?? [];
    return stdout.subarray(header.length);
}
