// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// test-unit.mjs [PART-OF-NAME…]: runs the unit tests in Node and in GJS, the one they are written for, the other that
// the program runs in. NAME.node.test.ts and NAME.gjs.test.ts are for one of them only.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { esbuild, forGjs, forNode } from './lib/esbuild.mjs';
import { build, constants, root } from './lib/paths.mjs';
import { mapTraces } from './lib/trace.mjs';

const words = process.argv.slice(2);
const files = readdirSync(join(root, 'test/unit'), { recursive: true, encoding: 'utf8' })
    .filter(
        file => file.endsWith('.test.ts') && (words.length === 0 || words.some(word => file.includes(word))),
    )
    .map(file => `./test/unit/${file}`)
    .sort();
const nodeFiles = files.filter(file => !file.endsWith('.gjs.test.ts'));
const gjsFiles = files.filter(file => !file.endsWith('.node.test.ts'));

/** Fixtures are imported as text: GJS has no other way to files that Node has too. */
const loader = Object.fromEntries(
    ['.txt', '.cfg', '.conf', '.snap', '.ipxe', '.jsonl'].map(extension => [
        extension,
        /** @type {const} */ ('text'),
    ]),
);

/**
 * One module that imports all tests: they start once, not once per file.
 * @param {string[]} tests
 * @param {string} [end]
 * @returns {import('esbuild').BuildOptions}
 */
function allOf(tests, end = '') {
    const contents = [...tests.map(file => `import ${JSON.stringify(file)};`), end].join('\n');
    return { absWorkingDir: root, loader, stdin: { contents, resolveDir: root, sourcefile: 'all-tests.ts' } };
}

/**
 * Runs a program, shows what it prints, and looks for the line with the number of tests: none is a failure too.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<boolean>}
 */
function runTests(command, args, env) {
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, {
            cwd: root,
            stdio: ['ignore', 'pipe', 'pipe'],
            env: { ...process.env, ...env },
        });
        let output = '';
        child.stdout.setEncoding('utf8').on('data', text => {
            output += text;
            process.stdout.write(text);
        });
        child.stderr.setEncoding('utf8').on('data', text => process.stderr.write(mapTraces(text)));
        child.on('error', reject);
        child.on('close', code => {
            const count = Number(/^\S* ?tests (\d+)/m.exec(output)?.[1] ?? 0);
            if (count === 0) console.error('No test ran.');
            resolve(code === 0 && count > 0);
        });
    });
}

async function inNode() {
    const outfile = join(build, 'unit/node.mjs');
    await esbuild.build({ ...forNode(constants), ...allOf(nodeFiles), outfile });
    const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    return runTests(process.execPath, ['--enable-source-maps', '--test-reporter=spec', outfile], color);
}

async function inGjs() {
    const outfile = join(build, 'unit/gjs.js');
    await esbuild.build({
        ...forGjs(constants),
        ...allOf(gjsFiles, "import { runAll } from 'node:test'; await runAll();"),
        outfile,
        alias: {
            'node:test': './test/support/gjs-test.ts',
            'node:assert/strict': './test/support/gjs-assert.ts',
        },
    });
    // A warning of GLib is a bug of ours; no setting of the person who runs the tests may matter.
    return runTests('gjs', ['-m', outfile], { G_DEBUG: 'fatal-warnings', GSETTINGS_BACKEND: 'memory' });
}

if (files.length === 0) {
    console.error(`There is no unit test${words.length ? ` with ${words.join(' or ')} in its name` : ''}.`);
    process.exit(1);
}
const runs = [
    { name: 'Node', tests: nodeFiles, run: inNode },
    { name: 'GJS', tests: gjsFiles, run: inGjs },
];
let ok = true;
for (const { name, tests, run } of runs) {
    if (tests.length === 0) continue;
    console.log(`Unit tests in ${name}`);
    try {
        if (!(await run())) ok = false;
    } catch (error) {
        // What esbuild found it has printed already.
        if (!(error instanceof Error && 'errors' in error)) console.error(error);
        ok = false;
    }
}
process.exit(ok ? 0 : 1);
