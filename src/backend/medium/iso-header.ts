// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Where ISO 9660 has its first volume descriptor, and how long it is (ECMA-119, 8.4): sector 16 of 2048 bytes. */
export const DESCRIPTOR_OFFSET = 16 * 2048;
export const DESCRIPTOR_BYTES = 2048;

/** Padding that mkisofs counts into a volume but that some tools cut off: 150 sectors, holding nothing. */
const PADDING_BYTES = 150 * 2048;

export interface IsoVolume {
    /** As written, without its padding. */
    readonly label: string;
    /** Of the whole volume, in bytes. */
    readonly bytes: number;
}

/**
 * Reads a primary volume descriptor (ECMA-119, 8.4).
 *
 * @param sector the DESCRIPTOR_BYTES at DESCRIPTOR_OFFSET
 * @returns null where it is none: not an ISO image
 */
export function parseIsoHeader(sector: Uint8Array): IsoVolume | null {
    const text = (from: number, to: number) => String.fromCharCode(...sector.slice(from, to));
    if (sector.length < DESCRIPTOR_BYTES || sector[0] !== 1 || text(1, 6) !== 'CD001') return null;
    const view = new DataView(sector.buffer, sector.byteOffset, sector.byteLength);
    return {
        label: text(40, 72).replace(/[\s\0]+$/, ''),
        bytes: view.getUint32(80, true) * view.getUint16(128, true),
    };
}

/** @returns how many bytes a file lacks to hold its volume, 0 where it is whole */
export function missingBytes(volume: IsoVolume, fileBytes: number): number {
    const missing = volume.bytes - fileBytes;
    return missing > PADDING_BYTES ? missing : 0;
}
