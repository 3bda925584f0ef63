// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// setup.mjs [build|run|test|demo|bench …]: installs what is missing, for all purposes or those named.
import { needs } from './lib/needs.mjs';
import { setUp } from './lib/setup.mjs';

const purposes = process.argv.slice(2);
const unknown = purposes.filter(purpose => !(purpose in needs));
if (unknown.length) {
    console.error(`usage: setup.mjs [${Object.keys(needs).join('|')} …]`);
    process.exit(2);
}
process.exit((await setUp(purposes.length ? purposes : undefined)) ? 0 : 1);
