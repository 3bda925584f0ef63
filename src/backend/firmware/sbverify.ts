// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import { runLimited } from '../lib/run-limited.js';
import { sandboxed } from '../lib/sandbox.js';
import { isRoot } from '../lib/unprivileged.js';

/** A kernel of 14 MB takes some 30 ms. */
const LIMITS = { bytes: 64 * 1024, milliseconds: 10_000 };
const MEMORY = ['prlimit', `--as=${1024 * 1024 * 1024}`, '--'];

/** sbverify(1) wants the certificate in a file, and the image takes the only input that there is. */
const WITH_CERTIFICATE =
    'printf %s "$1" > /tmp/vendor.pem && exec sbverify --cert /tmp/vendor.pem /srv/image';

/**
 * Whether a program of firmware's was signed for a certificate, by it or by one that it signed: asked of sbverify (package
 * sbsigntool), confined, for the program may be anybody's.
 *
 * @param certificate X.509 in DER
 * @returns null where that cannot be found out: sbverify is missing, or does not cope with the file
 */
export async function isSignedFor(certificate: Uint8Array, image: Uint8Array): Promise<boolean | null> {
    if (GLib.find_program_in_path('sbverify') === null) return null;
    const argv = [...MEMORY, 'sh', '-c', WITH_CERTIFICATE, 'sh', pem(certificate)];
    try {
        const { status, stdout, stderr } = await runLimited(
            sandboxed(
                {
                    binds: [],
                    capabilities: [],
                    first: true,
                    inputAt: '/srv/image',
                    unprivileged: !isRoot(),
                },
                argv,
            ),
            image,
            LIMITS,
        );
        const said = new TextDecoder().decode(stdout) + stderr;
        if (status === 0 && said.includes('Signature verification OK')) return true;
        return /^Signature verification failed|^No signature table present/m.test(said) ? false : null;
    } catch {
        return null;
    }
}

function pem(certificate: Uint8Array): string {
    const lines = GLib.base64_encode(certificate).replace(/.{64}/g, '$&\n');
    return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
