// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { PeImage } from './pe.js';

/** What begins a certificate: a SEQUENCE whose length takes two bytes (X.690), as in shim's own check. */
const SEQUENCE = 0x30;
const TWO_BYTE_LENGTH = 0x82;

/**
 * The certificate by which shim trusts what it starts: four numbers at the head of its section (the sizes of what it trusts and
 * of what it does not, and where each begins: shim's cert.S), then the certificate itself.
 *
 * @returns X.509 in DER; null where there is none, or a list of several (shim's vendor_db) in its place
 */
export function vendorCertificate(shim: PeImage): Uint8Array | null {
    const section = shim.sections.get('.vendor_cert') ?? new Uint8Array();
    if (section.length < 16) return null;
    const view = new DataView(section.buffer, section.byteOffset, section.byteLength);
    const [size, from] = [view.getUint32(0, true), view.getUint32(8, true)];
    const certificate = section.subarray(from, from + size);
    const [tag, length, high = 0, low = 0] = certificate;
    const whole = certificate.length === size && size === 4 + high * 256 + low;
    return tag === SEQUENCE && length === TWO_BYTE_LENGTH && whole ? certificate : null;
}
