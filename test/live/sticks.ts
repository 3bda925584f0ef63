// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { copyFile, mkdir, open, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runChecked } from '../lab/process.js';

/** What the sticks' owner has on them beside the system: nobody else's. */
export const PRIVATE = { name: 'private-letter.txt', text: 'for my bank only' } as const;

const MIB = 1024 * 1024;
const SECTOR_BYTES = 512;
const PERSISTENCE_MIB = 256;

/** Where the entry of a partition lies in the first sector; a hybrid image uses the first two of four. */
const THIRD_ENTRY = 446 + 2 * 16;
const LINUX = 0x83;

/**
 * A stick that the image was written to, with a partition behind it where the live system keeps what is written
 * (persistence of live-boot), the owner's letter among it.
 */
export async function persistentStick(path: string, medium: string): Promise<void> {
    await copyFile(medium, path);
    const start = Math.ceil((await stat(path)).size / MIB) * MIB;
    const partition = `${path}.partition`;
    const files = `${path}.files`;
    await mkdir(files);
    await writeFile(join(files, 'persistence.conf'), '/home union\n');
    await writeFile(join(files, PRIVATE.name), PRIVATE.text);
    await runChecked(['truncate', `--size=${PERSISTENCE_MIB}M`, partition]);
    await runChecked(['mkfs.ext4', '-q', '-L', 'persistence', '-d', files, partition]);
    await truncate(path, start + PERSISTENCE_MIB * MIB);
    await runChecked([
        'dd',
        `if=${partition}`,
        `of=${path}`,
        'bs=1M',
        `seek=${start / MIB}`,
        'conv=notrunc,sparse',
        'status=none',
    ]);
    await rm(partition);
    await rm(files, { recursive: true });
    await addPartition(path, start / SECTOR_BYTES, (PERSISTENCE_MIB * MIB) / SECTOR_BYTES);
}

/** Without the old geometry, which no system reads any more. */
async function addPartition(path: string, start: number, sectors: number): Promise<void> {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(LINUX, 4);
    entry.writeUInt32LE(start, 8);
    entry.writeUInt32LE(sectors, 12);
    const file = await open(path, 'r+');
    await file.write(entry, 0, entry.length, THIRD_ENTRY);
    await file.close();
}

/** A stick as it is sold, with FAT, that somebody has copied the image's files to, beside the letter. */
export async function copiedStick(path: string, medium: string): Promise<void> {
    const files = `${path}.files`;
    await mkdir(files);
    await runChecked(['bsdtar', '-xf', medium, '-C', files]);
    await runChecked(['chmod', '-R', 'u+w', files]);
    await writeFile(join(files, PRIVATE.name), PRIVATE.text);
    const bytes = (await stat(medium)).size + 200 * MIB;
    await runChecked(['truncate', `--size=${bytes}`, path]);
    await runChecked(['mkfs.vfat', '-F', '32', '-n', 'STICK', path]);
    await runChecked(['sh', '-c', 'mcopy -s -i "$1" "$2"/* "$2"/.disk ::/', 'sh', path, files]);
    await rm(files, { recursive: true });
}

/** A stick in a socket of the machine, which starts from it. */
export function stickDevices(path: string): readonly string[] {
    return [
        ...['-device', 'qemu-xhci', '-drive', `file=${path},format=raw,if=none,id=stick,snapshot=on`],
        ...['-device', 'usb-storage,drive=stick,removable=on,bootindex=0'],
    ];
}
