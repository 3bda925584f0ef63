// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** The format newc (cpio(5)): a header of hexadecimal numbers, the name, the contents, each up to a multiple of four bytes. */
const MAGIC = '070701';
const HEADER_BYTES = 110;
const MODE = 14;
const SIZE = 54;
const NAME_SIZE = 94;
const DIGITS = 8;
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;

/**
 * Reads an archive that bsdtar wrote.
 *
 * @returns the contents of its regular files, by path; of an archive that is cut off, what is there
 */
export function cpioMembers(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
    const members = new Map<string, Uint8Array>();
    const decoder = new TextDecoder();
    for (let at = 0; at + HEADER_BYTES <= archive.length;) {
        const header = decoder.decode(archive.subarray(at, at + HEADER_BYTES));
        if (!header.startsWith(MAGIC)) break;
        const [mode, size, nameSize] = [MODE, SIZE, NAME_SIZE].map(place =>
            parseInt(header.slice(place, place + DIGITS), 16),
        ) as [number, number, number];
        const nameEnd = at + HEADER_BYTES + nameSize;
        const start = aligned(nameEnd);
        // a name ends with a zero byte
        const name = decoder.decode(archive.subarray(at + HEADER_BYTES, nameEnd - 1));
        if ((mode & FILE_TYPE) === REGULAR) members.set(name, archive.subarray(start, start + size));
        at = aligned(start + size);
    }
    return members;
}

function aligned(offset: number): number {
    return Math.ceil(offset / 4) * 4;
}
