// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes the Debian package into build/deb, out of a copy of the repository's files: as on a build machine of Debian's,
// with nothing of npm's around it. Then looks whether it holds what Meson installs, and what lintian says.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { build, root } from './lib/paths.mjs';
import { setUpPackages } from './lib/setup.mjs';

/**
 * Runs a program, silent unless it fails.
 * @param {string} cwd
 * @param {string} command
 * @param {string[]} args
 * @returns {string} its standard output
 * @throws {Error} with what it wrote
 */
function run(cwd, command, ...args) {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
        cwd,
        encoding: 'utf8',
        maxBuffer: 1e8,
        // The terminal's language is not the one that build logs are read in.
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    if (status === 0) return stdout;
    throw new Error(`${command} failed\n${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`);
}

/** @param {string} target gets the files that git knows or would take, as they are now */
function copyRepository(target) {
    const listed = run(root, 'git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
    for (const file of new Set(listed.split('\0'))) {
        if (file === '' || !existsSync(join(root, file))) continue;
        mkdirSync(dirname(join(target, file)), { recursive: true });
        copyFileSync(join(root, file), join(target, file));
    }
}

/**
 * @param {string} source where the package was built
 * @param {string} deb
 * @throws {Error} with the differences between what Meson installs and what the package holds
 */
function compareWithMeson(source, deb) {
    const folder = readdirSync(source).find(name => name.startsWith('obj-')) ?? 'obj';
    const installed = JSON.parse(run(source, 'meson', 'introspect', '--installed', folder));
    const wanted = new Set(/** @type {string[]} */ (Object.values(installed)));
    const listing = run(source, 'sh', '-c', 'dpkg-deb --fsys-tarfile "$1" | tar --list', 'sh', deb);
    const packed = listing
        .split('\n')
        .filter(path => path !== '' && !path.endsWith('/') && !/^\.\/usr\/share\/(doc|lintian)\//.test(path))
        // debhelper packs man pages
        .map(path => path.slice(1).replace(/(\/man\/.*)\.gz$/, '$1'));
    const lacking = [...wanted].filter(path => !packed.includes(path));
    const foreign = packed.filter(path => !wanted.has(path));
    if (lacking.length || foreign.length)
        throw new Error(`not in the package: ${lacking.join(' ')}; not of Meson’s: ${foreign.join(' ')}`);
}

/** Newer AppStream warns of a component without a homepage; there is none yet. What else it says fails in the UI tests. */
const APPSTREAM_TAG = 'appstream-metadata-validation-failed';

/** @returns {string[]} options of lintian, which takes no tag that it does not know: Debian 12's knows none of AppStream's */
function suppressed() {
    const known = run(root, 'lintian-explain-tags', '--list-tags').split('\n');
    return known.includes(APPSTREAM_TAG) ? ['--suppress-tags', APPSTREAM_TAG] : [];
}

/** @param {string} folder is where dpkg-buildpackage writes to, beside the copy */
function makePackage(folder) {
    const source = join(folder, 'share-live');
    copyRepository(source);
    run(source, 'dpkg-buildpackage', '--no-sign');
    const results = readdirSync(folder).filter(name => name !== 'share-live');
    const find = (/** @type {string} */ end) => join(folder, results.find(name => name.endsWith(end)) ?? end);
    compareWithMeson(source, find('.deb'));
    const said = run(
        folder,
        'lintian',
        ...['--allow-root', '--display-info', '--pedantic', '--fail-on', 'error,warning'],
        ...suppressed(),
        find('.changes'),
    );
    const target = join(build, 'deb');
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const name of results) copyFileSync(join(folder, name), join(target, name));
    process.stdout.write(said);
    console.log(results.map(name => join('build/deb', name)).join('\n'));
}

if (!(await setUpPackages(['build', 'deb']))) process.exit(1);
const folder = mkdtempSync(join(tmpdir(), 'share-live-deb-'));
try {
    makePackage(folder);
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
} finally {
    rmSync(folder, { recursive: true, force: true });
}
