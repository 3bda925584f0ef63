// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// run-ts.mjs [--root] FILE.ts [ARGUMENT…]: runs a TypeScript program of the tests, as root where asked.
import { runTypeScript } from './lib/lab.mjs';

const args = process.argv.slice(2);
const asRoot = args[0] === '--root';
if (asRoot) args.shift();
const [file, ...rest] = args;
if (!file) {
    console.error('usage: run-ts.mjs [--root] FILE.ts [ARGUMENT…]');
    process.exit(2);
}
process.exit(await runTypeScript(file, rest, asRoot ? 'network namespaces and virtual machines' : undefined));
