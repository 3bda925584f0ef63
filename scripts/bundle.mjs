// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bundle.mjs ENTRY OUTPUT DEPFILE [NAME=VALUE…]: one GJS module out of an entry point and all that it imports.
// Meson calls it; the depfile tells it the sources, so that no list of them needs keeping.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { esbuild, forGjs } from './lib/esbuild.mjs';

const [entry, output, depfile, ...constants] = process.argv.slice(2);
if (!entry || !output || !depfile) {
    console.error('usage: bundle.mjs ENTRY OUTPUT DEPFILE [NAME=VALUE…]');
    process.exit(2);
}
const values = Object.fromEntries(
    constants.map(text => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
);
try {
    const { metafile } = await esbuild.build({
        ...forGjs(values),
        entryPoints: [entry],
        outfile: output,
        metafile: true,
    });
    const inputs = Object.keys(metafile?.inputs ?? {}).map(file => resolve(file).replaceAll(' ', '\\ '));
    writeFileSync(depfile, `${output}: ${inputs.join(' ')}\n`);
} catch {
    // esbuild has said what is wrong, and where.
    process.exit(1);
}
