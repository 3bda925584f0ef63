// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { EfiArch } from '../share/types.js';

/** What is read of a PE/COFF image: firmware's programs, and kernels that firmware can start. */
export interface PeImage {
    /** The machine type; null where it is another than ours. */
    readonly machine: EfiArch | null;
    /** What each section holds in the file, by its name. */
    readonly sections: ReadonlyMap<string, Uint8Array>;
    /** Whether it has a table of signatures, whoever made them. */
    readonly signed: boolean;
}

const MACHINES: ReadonlyMap<number, EfiArch> = new Map([
    [0x8664, 'x64'],
    [0x14c, 'ia32'],
    [0xaa64, 'arm64'],
]);

/** By the optional header's magic: where its data directories begin (PE32, PE32+). */
const DIRECTORIES: ReadonlyMap<number, number> = new Map([
    [0x10b, 96],
    [0x20b, 112],
]);
const CERTIFICATE_TABLE = 4;
const HEADER_BYTES = 24;
const SECTION_BYTES = 40;
const SYMBOL_BYTES = 18;

/** What a loader of Windows takes. */
const MAX_SECTIONS = 96;
const MAX_NAME_BYTES = 64;

/**
 * Reads the headers of an image (Microsoft, “PE Format”), whoever wrote it: what lies outside of the file is not there.
 *
 * @returns null where it is none
 */
export function readPe(bytes: Uint8Array): PeImage | null {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const u16 = (at: number): number => (at + 2 <= bytes.length ? view.getUint16(at, true) : 0);
    const u32 = (at: number): number => (at + 4 <= bytes.length ? view.getUint32(at, true) : 0);
    const header = u32(0x3c);
    if (u16(0) !== 0x5a4d || u32(header) !== 0x4550) return null;
    const optional = header + HEADER_BYTES;
    const directories = DIRECTORIES.get(u16(optional));
    const count = u16(header + 6);
    if (directories === undefined || count > MAX_SECTIONS) return null;
    // what GNU's tools do with names of more than eight bytes: `/` and where it stands in the table of names
    const names = u32(header + 12) + u32(header + 16) * SYMBOL_BYTES;
    const sections = new Map<string, Uint8Array>();
    for (let index = 0; index < count; index++) {
        const at = optional + u16(header + 20) + index * SECTION_BYTES;
        const short = textAt(bytes, at, 8);
        const [, long] = /^\/(\d{1,7})$/.exec(short) ?? [];
        const name = long === undefined ? short : textAt(bytes, names + Number(long), MAX_NAME_BYTES);
        const size = Math.min(u32(at + 8), u32(at + 16));
        const from = u32(at + 20);
        sections.set(name, bytes.subarray(from, from + size));
    }
    const certificates = optional + directories + CERTIFICATE_TABLE * 8;
    return {
        machine: MACHINES.get(u16(header + 4)) ?? null,
        sections,
        signed: u32(optional + directories - 4) > CERTIFICATE_TABLE && u32(certificates + 4) > 0,
    };
}

/** @returns the bytes up to a zero as text, each as the character of its number */
export function textAt(bytes: Uint8Array, from: number, limit: number): string {
    const field = bytes.subarray(from, from + limit);
    const end = field.indexOf(0);
    return String.fromCharCode(...(end < 0 ? field : field.subarray(0, end)));
}
