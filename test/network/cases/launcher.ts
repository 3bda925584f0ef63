// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { install, INSTALLED_PROGRAM } from '../../lab/installed.js';
import { makeMachine, type Machine, type Result } from '../../lab/machine.js';
import type { Case } from '../case.js';
import { withFolder } from '../images.js';

/** Where the launcher finds what it starts. */
const BUNDLES = '/usr/share/share-live';

/** The user nobody of each Debian. */
const NOBODY = 65534;

/** As sudo leaves it to what it starts: its own of root's, the display of the person's. */
const SUDO_ENVIRONMENT = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    LC_ALL: 'C.UTF-8',
    LANG: 'de_DE.UTF-8',
    HOME: '/root',
    USER: 'root',
    LOGNAME: 'root',
    SHELL: '/bin/bash',
    MAIL: '/var/mail/root',
    XDG_RUNTIME_DIR: '/run/user/0',
    XDG_CONFIG_HOME: '/root/.config',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/0/bus',
    DISPLAY: ':7',
    WAYLAND_DISPLAY: 'wayland-1',
    XAUTHORITY: '/run/user/65534/.Xauthority',
    SUDO_GID: '65534',
    SUDO_USER: 'nobody',
    SUDO_COMMAND: INSTALLED_PROGRAM,
};

/** What stands for the app: it says as what it runs. */
const WITNESS = `
    import GLib from 'gi://GLib';
    import { programArgs } from 'system';
    const read = name => new TextDecoder().decode(GLib.file_get_contents('/proc/self/' + name)[1]);
    const environ = read('environ').split('\\0').filter(Boolean).map(line => [
        line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
    const status = read('status').split('\\n').map(line => line.split(/:?\\t/));
    print(JSON.stringify({ entry: ENTRY, argv: programArgs, env: Object.fromEntries(environ),
        status: Object.fromEntries(status.map(([key, ...values]) => [key, values.join(' ').trim()])) }));
`;

/** What a shell sets by itself. */
const SHELL_VARIABLES = /^(_|PWD|OLDPWD|SHLVL)$/;

interface Witnessed {
    readonly entry: 'app' | 'cli';
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string>>;
    /** proc_pid_status(5) */
    readonly status: Readonly<Record<string, string>>;
}

type Start = (variables: NodeJS.ProcessEnv, ...argv: readonly string[]) => Promise<Result>;

/** A machine where the app and the command line are witnesses. */
async function withWitnesses(body: (start: Start, machine: Machine) => Promise<void>): Promise<void> {
    await withFolder(async folder => {
        await chmod(folder, 0o755);
        for (const entry of ['app', 'cli'])
            await writeFile(join(folder, `${entry}.js`), `const ENTRY = '${entry}';${WITNESS}`);
        const machine = await makeMachine();
        try {
            // Whoever it becomes may not see into the folder with the repository.
            await install(machine);
            await machine.check(['mount', '--bind', folder, BUNDLES]);
            await body(
                (variables, ...argv) =>
                    machine.exec([INSTALLED_PROGRAM, ...argv], {
                        env: { ...SUDO_ENVIRONMENT, ...variables },
                    }),
                machine,
            );
        } finally {
            await machine.close();
        }
    });
}

function witnessed({ status, stdout, stderr }: Result): Witnessed {
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as Witnessed;
}

export const launcherCases: readonly Case[] = [
    {
        name: 'launcher: under sudo, pkexec or doas the window is for good the calling user’s, in that session',
        run: () =>
            withWitnesses(async start => {
                for (const variables of [
                    { SUDO_UID: '65534' },
                    { PKEXEC_UID: '65534' },
                    { DOAS_USER: 'nobody' },
                    // pkexec from a root shell of sudo's
                    { SUDO_UID: '65534', PKEXEC_UID: '0' },
                ]) {
                    const { entry, argv, env, status } = witnessed(await start(variables, 'a b.iso'));
                    assert.equal(entry, 'app');
                    assert.deepEqual(argv, ['a b.iso']);
                    const four = Array(4).fill(NOBODY).join(' ');
                    assert.deepEqual(
                        [status['Uid'], status['Gid'], status['Groups']],
                        [four, four, `${NOBODY}`],
                    );
                    for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapAmb'])
                        assert.match(status[set] ?? '', /^0+$/, set);
                    // pkexec is setuid, and has to work
                    assert.equal(status['NoNewPrivs'], '0');
                    const rest = Object.entries(env).filter(([name]) => !SHELL_VARIABLES.test(name));
                    assert.deepEqual(Object.fromEntries(rest), {
                        PATH: SUDO_ENVIRONMENT.PATH,
                        LC_ALL: SUDO_ENVIRONMENT.LC_ALL,
                        LANG: SUDO_ENVIRONMENT.LANG,
                        DISPLAY: SUDO_ENVIRONMENT.DISPLAY,
                        WAYLAND_DISPLAY: SUDO_ENVIRONMENT.WAYLAND_DISPLAY,
                        XAUTHORITY: SUDO_ENVIRONMENT.XAUTHORITY,
                        HOME: '/nonexistent',
                        USER: 'nobody',
                        LOGNAME: 'nobody',
                        SHELL: '/usr/sbin/nologin',
                        XDG_RUNTIME_DIR: '/run/user/65534',
                        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/65534/bus',
                    });
                }
            }),
    },
    {
        name: 'launcher: a caller who is nobody’s number gets no window, least of all root’s',
        run: () =>
            withWitnesses(async start => {
                // not known, no number, and what getent(1) would read as 0
                for (const caller of ['64999', 'a b', '-1', '65534x', '4294967296', '00']) {
                    const { status, stdout, stderr } = await start({ SUDO_UID: caller });
                    assert.deepEqual([caller, status, stdout], [caller, 1, '']);
                    assert.ok(stderr.includes(`no user ${caller}\n`), stderr);
                }
            }),
    },
    {
        name: 'launcher: root’s own login, root’s command line and an ordinary user stay who they are',
        run: () =>
            withWitnesses(async (start, machine) => {
                for (const variables of [{}, { SUDO_UID: '0', SUDO_USER: 'root' }]) {
                    const { entry, status, env } = witnessed(await start(variables));
                    assert.deepEqual([entry, status['Uid'], env['HOME']], ['app', '0 0 0 0', '/root']);
                }
                for (const option of ['--cli', '--help', '--version']) {
                    const { entry, argv, status, env } = witnessed(
                        await start({ SUDO_UID: '65534' }, '--json', option),
                    );
                    assert.deepEqual([entry, argv], ['cli', ['--json', option]]);
                    assert.deepEqual([status['Uid'], env['HOME']], ['0 0 0 0', '/root']);
                }
                // whom a stale variable of somebody else's says nothing
                const drop = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
                const { entry, status, env } = witnessed(
                    await machine.exec([...drop, INSTALLED_PROGRAM], {
                        env: { ...SUDO_ENVIRONMENT, SUDO_UID: '1' },
                    }),
                );
                assert.deepEqual([entry, status['Groups'], env['USER']], ['app', '', 'root']);
            }),
    },
];
