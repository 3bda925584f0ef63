// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { open, type FileHandle } from 'node:fs/promises';

const LOOK_MS = 5;
const PATIENCE_MS = 30_000;

/** Places where every window of a usual size has something, for a window without a manager lies at the corner. */
const PLACES = [60, 120, 180, 240].flatMap(x => [60, 120, 180, 240].map(y => ({ x, y })));

/** Waits until an empty, and so black, screen shows a window. @param path of the screen, in the format of xwd(1) */
export async function untilDrawn(path: string): Promise<void> {
    const file = await open(path);
    try {
        const offsetOf = await readHeader(file);
        const deadline = Date.now() + PATIENCE_MS;
        for (;;) {
            const pixels = await Promise.all(PLACES.map(place => readNumber(file, offsetOf(place))));
            if (pixels.every(pixel => pixel !== 0)) return;
            if (Date.now() > deadline) throw new Error(`no window after ${PATIENCE_MS / 1000} s`);
            await new Promise(resolve => setTimeout(resolve, LOOK_MS));
        }
    } finally {
        await file.close();
    }
}

/** @returns where in the file a pixel of four bytes is (XWDFile.h: header, colours of 12 bytes, lines) */
async function readHeader(file: FileHandle): Promise<(place: { x: number; y: number }) => number> {
    const headerBytes = await readNumber(file, 0);
    const bytesPerLine = await readNumber(file, 12 * 4);
    const colours = await readNumber(file, 19 * 4);
    return ({ x, y }) => headerBytes + colours * 12 + y * bytesPerLine + x * 4;
}

async function readNumber(file: FileHandle, position: number): Promise<number> {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, position);
    return buffer.readUInt32BE();
}
