// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline/promises';

import { meson, setUpFolder } from './meson.mjs';
import { build, root } from './paths.mjs';
import { runAsRoot } from './run.mjs';

/** polkit starts only what is where only root can write, and reads its actions (in Debian 12) in /usr/share only. */
const prefix = '/usr/local';
const policies = '/usr/share/polkit-1/actions';

const folder = join(build, 'system');
const install = ['install', '--no-rebuild', '--quiet', '-C', folder];

/** The window, as it is installed. */
export const installedProgram = join(prefix, 'bin/share-live');

/** @returns {[built: string, installed: string][]} the files that belong to an installation */
function files() {
    return Object.entries(JSON.parse(meson('introspect', folder, '--installed')));
}

/** @param {string} file */
function read(file) {
    return existsSync(file) ? readFileSync(file) : null;
}

/** @param {string} question */
async function confirm(question) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    // Without an answer, by Ctrl-D or Ctrl-C, there is none to wait for.
    const closed = new Promise(resolve => terminal.once('close', () => resolve('')));
    const answer = await Promise.race([terminal.question(question).catch(() => ''), closed]);
    terminal.close();
    return /^y(es)?$/i.test(String(answer).trim());
}

/** So that the session finds the new D-Bus service without a new login; where there is no session, nobody misses it. */
function tellSession() {
    const reload = ['--dest', 'org.freedesktop.DBus', '--object-path', '/', '--method'];
    spawnSync('gdbus', ['call', '--session', ...reload, 'org.freedesktop.DBus.ReloadConfig']);
}

/**
 * Builds for this machine, and, where that is not what is installed already, installs it if the person agrees.
 * @returns {Promise<boolean>} whether it is installed now
 */
export async function offerToInstall() {
    setUpFolder(folder, '--prefix', prefix, `-Dpolicydir=${policies}`);
    meson('compile', '-C', folder);
    const all = files();
    if (all.every(([built, installed]) => read(installed)?.equals(readFileSync(built)))) return true;

    const asRoot = process.getuid?.() === 0 ? '' : 'sudo ';
    const place = relative(root, folder);
    const older = all.some(([, installed]) => existsSync(installed));
    console.log(
        [
            older
                ? 'Another version of Share Live is installed than that of this folder. It would be replaced.'
                : 'Share Live has to be installed before its window can share: this computer asks for the administrator’s\n' +
                  'password then, which it does only for programs that are installed.',
            `The files, all below ${prefix} but one in ${policies}:`,
            ...all.map(([, installed]) => `    ${installed}`).sort(),
            'This command does it:',
            `    ${asRoot}meson install --no-rebuild -C ${place}`,
            'and this one takes everything away again:',
            `    ${asRoot}ninja -C ${place} uninstall`,
        ].join('\n'),
    );
    if (!process.stdin.isTTY) {
        console.error(
            'There is no terminal here to ask you on: run the command yourself, then npm start again.',
        );
        return false;
    }
    if (!(await confirm('Install it now? [y/N] '))) {
        console.log(
            [
                'Nothing was installed. What works without:',
                '    npm start -- --cli     shares from this terminal; run it with sudo',
                '    npm start -- --demo    shows the whole way with virtual machines',
            ].join('\n'),
        );
        return false;
    }
    if ((await runAsRoot(`meson installs into ${prefix}`, 'meson', install)) !== 0) return false;
    tellSession();
    return true;
}
