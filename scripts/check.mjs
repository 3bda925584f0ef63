// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// check.mjs [NAME…]: what can be said about the sources without running them. Each check is silent unless it fails.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { generateBaselineTypes } from './lib/baseline.mjs';
import { withoutHeader } from './lib/headers.mjs';
import { root } from './lib/paths.mjs';

/** @typedef {{ ok: boolean, output: string }} Result */

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Result>}
 */
function run(command, args) {
    return new Promise(resolve => {
        const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
        let output = '';
        for (const stream of [child.stdout, child.stderr])
            stream.setEncoding('utf8').on('data', text => (output += text));
        child.on('error', error => resolve({ ok: false, output: error.message }));
        child.on('close', code => resolve({ ok: code === 0, output }));
    });
}

/** @param {[string, ...string[]][]} commands */
async function all(commands) {
    const results = await Promise.all(commands.map(([command, ...args]) => run(command, args)));
    return {
        ok: results.every(result => result.ok),
        output: results.map(result => (result.ok ? '' : result.output)).join(''),
    };
}

/**
 * @param {string} folder
 * @param {RegExp} name
 */
function files(folder, name) {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(file => name.test(file))
        .map(file => join(folder, file));
}

/** @param {string} project */
const types = project => run('node_modules/.bin/tsc', ['-p', project]);

/** @type {Record<string, () => Result | Promise<Result>>} */
const checks = {
    async 'types of the oldest supported desktop'() {
        const generated = await generateBaselineTypes(run);
        return generated.ok ? types('tsconfig.baseline.json') : generated;
    },
    lint: () => run('node_modules/.bin/eslint', ['--max-warnings', '0', '.']),
    format: () => run('node_modules/.bin/prettier', ['--check', '--log-level', 'warn', '.']),
    'types of today’s desktop': () => types('tsconfig.json'),
    'types of tests and scripts': () => types('tsconfig.test.json'),
    'types of tests in GJS': () => types('tsconfig.test-gjs.json'),
    'licence headers'() {
        const without = withoutHeader();
        return {
            ok: without.length === 0,
            output: without.map(file => `no SPDX header: ${file}\n`).join(''),
        };
    },
    translations: () => run(process.execPath, ['scripts/translations.mjs', '--check']),
    data: () =>
        all([
            [
                'xmllint',
                '--noout',
                '--nonet',
                ...files('data', /\.(svg|ui|xml|policy\.in|metainfo\.xml\.in)$/),
            ],
            ['man', '--warnings', '--local-file', '--encoding=utf8', 'data/share-live.1.in'],
        ]),
};

const wanted = process.argv.slice(2);
const queue = Object.entries(checks).filter(
    ([name]) => !wanted.length || wanted.some(word => name.includes(word)),
);
if (queue.length === 0) {
    console.error(`No such check. There are: ${Object.keys(checks).join(', ')}`);
    process.exit(2);
}

let failed = 0;
async function worker() {
    for (let next = queue.shift(); next; next = queue.shift()) {
        const [name, check] = next;
        const started = Date.now();
        const { ok, output } = await check();
        console.log(`${ok ? '✔' : '✖'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
        if (ok) continue;
        failed++;
        // Both ends are kept of what is too long, and of its lines the start.
        const lines = output.trimEnd().split('\n');
        const shown = lines.length > 200 ? [...lines.slice(0, 150), '…', ...lines.slice(-50)] : lines;
        for (const line of shown) console.log(`    ${line.slice(0, 300)}`);
    }
}
// Two at least: the slowest one, the types of the libraries here, is mostly a single thread.
await Promise.all(Array.from({ length: Math.max(2, cpus().length) }, worker));
process.exit(failed ? 1 : 0);
