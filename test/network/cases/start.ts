// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { makeMachine, type Machine } from '../../lab/machine.js';
import type { Case } from '../case.js';
import { withFolder } from '../images.js';

/** Where this program itself comes from. Tests run in the root folder of the repository. */
const BUILD = resolve('build');
const PROGRAM = '/usr/local/bin/share-live';
const HELPER = '/usr/local/libexec/share-live-helper';
const POLICY = '/usr/share/polkit-1/actions/io.github.share_live.ShareLive.policy';

/** Which may be written to: nothing of it reaches this machine. The folder that things are built in starts empty. */
const LAYERS = `
set -eu
for folder in /usr/local /usr/share/polkit-1; do
    mkdir -p "/run/layers$folder/changes" "/run/layers$folder/work"
    mount -t overlay -o "lowerdir=$folder,upperdir=/run/layers$folder/changes,workdir=/run/layers$folder/work" \\
        overlay "$folder"
done
mount -t tmpfs tmpfs "$1"
mount --bind "$2" "$(command -v gjs)"
`;

/** What stands for GJS, which would look for the display: it says what it is to run. */
const WITNESS = `#!/bin/sh
case $1 in
    --version) echo gjs 1.74.0 ;;
    *) echo "runs: $*" ;;
esac
`;

const DESKTOP = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', HOME: '/root', DISPLAY: ':99' };
const START = [process.execPath, resolve('scripts/start.mjs'), 'a b.iso'];
const RUNS = 'runs: -m /usr/local/share/share-live/app.js a b.iso';
const QUESTION = 'Install it now? [y/N] ';

async function withDesktop(body: (machine: Machine) => Promise<void>): Promise<void> {
    await withFolder(async folder => {
        await chmod(folder, 0o755);
        const witness = join(folder, 'gjs');
        await writeFile(witness, WITNESS, { mode: 0o755 });
        const machine = await makeMachine();
        try {
            await machine.check(['bash', '-c', LAYERS, 'bash', BUILD, witness]);
            await body(machine);
        } finally {
            await machine.close();
        }
    });
}

/** Starts on a terminal. @param answer is typed when it asks */
async function start(machine: Machine, answer: string): Promise<{ status: number | null; said: string }> {
    const command = START.map(word => `'${word}'`).join(' ');
    const { child, ended } = machine.start(
        ['script', '--quiet', '--return', '--command', command, '/dev/null'],
        {
            env: DESKTOP,
        },
    );
    let asked = false;
    let said = '';
    child.stdout?.on('data', (text: string) => {
        said += text;
        if (asked || !said.includes(QUESTION)) return;
        asked = true;
        child.stdin?.write(answer);
    });
    const { status, stdout } = await ended;
    return { status, said: stdout.replaceAll('\r', '') };
}

/** @returns what was written to the folders that belong to this machine's system */
async function written(machine: Machine): Promise<string[]> {
    const files = await machine.check([
        'bash',
        '-c',
        'find /run/layers/*/*/changes /run/layers/*/*/*/changes -type f',
    ]);
    return files.split('\n').filter(Boolean);
}

export const startCases: readonly Case[] = [
    {
        name: 'start: on a desktop nothing is installed that nobody agreed to',
        run: () =>
            withDesktop(async machine => {
                // ENTER, no, something else, end of file
                for (const answer of ['\n', 'n\n', 'nay\n', '\x04', '\x03']) {
                    const { status, said } = await start(machine, answer);
                    assert.equal(status, 1, JSON.stringify([answer, said]));
                    assert.ok(
                        said.includes(QUESTION) && said.includes(POLICY) && said.includes(HELPER),
                        said,
                    );
                    assert.match(said, /Nothing was installed/);
                    assert.doesNotMatch(said, /runs:/);
                    assert.deepEqual(await written(machine), []);
                }
                // without a terminal
                const { status, stdout } = await machine.exec(START, { input: 'y\n', env: DESKTOP });
                assert.equal(status, 1);
                assert.match(stdout, / meson install --no-rebuild -C build\/system\n/);
                assert.ok(!stdout.includes(QUESTION));
                assert.deepEqual(await written(machine), []);
            }),
    },
    {
        name: 'start: with a yes the window is installed and started, asked again only when it differs, and removable',
        run: () =>
            withDesktop(async machine => {
                const first = await start(machine, 'y\n');
                assert.deepEqual([first.status, first.said.includes(RUNS)], [0, true], first.said);
                assert.ok((await written(machine)).length > 10);
                const policy = await machine.check(['cat', POLICY]);
                assert.ok(
                    policy.includes(`<annotate key="org.freedesktop.policykit.exec.path">${HELPER}<`),
                    policy,
                );
                await machine.check(['test', '-x', HELPER, '-a', '-x', PROGRAM]);
                const service = await machine.check([
                    'cat',
                    '/usr/local/share/dbus-1/services/io.github.share_live.ShareLive.service',
                ]);
                assert.match(service, /^Exec=\/usr\/local\/bin\/share-live --gapplication-service$/m);

                const second = await start(machine, 'n\n');
                assert.deepEqual([second.status, second.said], [0, `${RUNS}\n`]);

                await machine.check(['bash', '-c', `echo '# older' >>${HELPER}`]);
                const third = await start(machine, 'yes\n');
                assert.ok(third.said.includes('would be replaced'), third.said);
                assert.ok(third.said.includes(RUNS), third.said);
                assert.doesNotMatch(await machine.check(['cat', HELPER]), /older/);

                await machine.check(['ninja', '-C', join(BUILD, 'system'), 'uninstall'], { env: DESKTOP });
                // what update-desktop-database and the like keep is no file of ours
                const left = (await written(machine)).filter(file => !file.endsWith('cache'));
                assert.deepEqual(left, []);
            }),
    },
];
