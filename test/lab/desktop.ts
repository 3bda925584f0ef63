// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { esbuild, forGjs } from '../../scripts/lib/esbuild.mjs';
import type { Machine, Result } from './machine.js';
import { asUser, asUsersChild, USER } from './ordinary-user.js';
import { firstLine, onLines, runChecked } from './process.js';

/** The session's own folder in the machine: home, runtime folder, what the user can read. */
const FOLDER = '/run/session';
const DRIVER = `${FOLDER}/atspi.js`;
const BUNDLED_DRIVER = resolve('build/network/atspi.js');

/** The size of a small laptop's screen. */
const SCREEN = { width: 1280, height: 800 } as const;

/** A desktop session of the ordinary user on a screen that nobody sees; it ends with its machine. */
export interface Desktop {
    /** Starts a program of the session. */
    start(argv: readonly string[]): DesktopProgram;
    /** Lays a file where the user can read it, without copying it. @returns its path there */
    offer(file: string, name: string): Promise<string>;
    /** The texts of all labels that the windows show now, from top to bottom. */
    texts(): Promise<readonly string[]>;
    /** Whether there is such a button, by the end of its name, and it can be pressed. */
    canPress(button: string): Promise<boolean>;
    /** Presses a button, as assistive technology does. @throws where it cannot be pressed */
    press(button: string): Promise<void>;
    /** Presses a key of the keyboard, named as X11 does, also with `Control+` before it. */
    key(name: string): Promise<void>;
    /** The name of what has the focus, as assistive technology reads it. */
    focus(): Promise<string>;
    /** Keeps a picture of the screen without what is empty around its windows. @param path of the PNG, on this machine */
    screenshot(path: string): Promise<void>;
    /** The screen as it is now: the file that the X server keeps it in, in the format of xwd(1), seen from outside. */
    readonly frameBuffer: string;
}

export interface DesktopProgram {
    /** The program itself, as seen in its machine. */
    readonly pid: Promise<string>;
    readonly ended: Promise<Result>;
}

/** What a session's programs know of it. GTK draws without a graphics card, and does not spend time on animations. */
function environment(display: string): NodeJS.ProcessEnv {
    return {
        PATH: '/usr/bin:/bin',
        LC_ALL: 'C.UTF-8',
        HOME: FOLDER,
        USER: USER.name,
        XDG_RUNTIME_DIR: FOLDER,
        DBUS_SESSION_BUS_ADDRESS: `unix:path=${FOLDER}/bus`,
        DISPLAY: `:${display}`,
        GDK_BACKEND: 'x11',
        GSK_RENDERER: 'cairo',
        GSETTINGS_BACKEND: 'memory',
    };
}

/**
 * Starts an X server and a session bus, on which the accessibility bus starts by itself. What reads and presses the
 * windows' buttons starts when it is needed.
 */
export async function startDesktop(machine: Machine): Promise<Desktop> {
    // The X server's sockets are in a folder that all of this machine share; in its own of that name they collide with none.
    await machine.check(['mkdir', '-p', FOLDER]);
    // as the X server would make it
    await machine.check(['mkdir', '-p', '--mode=1777', '/tmp/.X11-unix']);
    await machine.check(['mount', '-t', 'tmpfs', '-o', 'mode=1777', 'tmpfs', '/tmp/.X11-unix']);
    const owner = `uid=${USER.uid},gid=${USER.gid},mode=700`;
    await machine.check(['mount', '-t', 'tmpfs', '-o', owner, 'tmpfs', FOLDER]);
    await machine.check(['mkdir', '-p', `${FOLDER}/.config/gtk-4.0`]);
    await machine.check(['tee', `${FOLDER}/.config/gtk-4.0/settings.ini`], {
        input: '[Settings]\ngtk-enable-animations=0\n',
    });

    const server = machine.start([
        ...['Xvfb', '-displayfd', '1', '-nolock', '-nolisten', 'tcp', '-noreset', '-ac', '-fbdir', FOLDER],
        ...['-screen', '0', `${SCREEN.width}x${SCREEN.height}x24`],
    ]);
    const env = environment(await firstLine(server));
    const bus = machine.start(
        asUser(['dbus-daemon', '--session', '--nofork', '--nopidfile', '--print-address',
            `--address=unix:path=${FOLDER}/bus`]), { env }); // prettier-ignore
    await firstLine(bus);

    let driver: Promise<Ask> | null = null;
    const ask: Ask = async line => (await (driver ??= startDriver(machine, env)))(line);
    const frameBuffer = `/proc/${machine.pid}/root${FOLDER}/Xvfb_screen0`;
    return {
        frameBuffer,
        start: argv => startProgram(machine, argv, env),
        offer: async (file, name) => {
            const path = `${FOLDER}/${name}`;
            await machine.check(['touch', path]);
            await machine.check(['mount', '--bind', '-o', 'ro', file, path]);
            return path;
        },
        texts: async () => JSON.parse(await ask('texts')) as string[],
        canPress: async button => (await ask(`can ${button}`)) === 'true',
        press: async button => {
            if ((await ask(`press ${button}`)) !== 'true')
                throw new Error(`the button “${button}” cannot be pressed`);
        },
        key: async name => {
            if ((await ask(`key ${name}`)) !== 'true') throw new Error(`the key ${name} cannot be pressed`);
        },
        focus: async () => JSON.parse(await ask('focus')) as string,
        screenshot: async path => {
            await mkdir(dirname(path), { recursive: true });
            await runChecked(['convert', `xwd:${frameBuffer}`, '-trim', '+repage', path]);
        },
    };
}

/** Starts a program under a parent of its own, which says its process id first. */
function startProgram(machine: Machine, argv: readonly string[], env: NodeJS.ProcessEnv): DesktopProgram {
    const program = machine.start(asUsersChild(['bash', '-c', 'echo "$$"; exec "$@"', 'bash', ...argv]), {
        env,
        input: '',
    });
    const pid = firstLine(program);
    // Whoever does not want to know it learns of the end.
    pid.catch(() => undefined);
    return { pid, ended: program.ended };
}

/** @returns the answer to one line, as a line; one after the other */
type Ask = (line: string) => Promise<string>;

/** Starts what reads and presses the windows' buttons. */
async function startDriver(machine: Machine, env: NodeJS.ProcessEnv): Promise<Ask> {
    await esbuild.build({
        ...forGjs({}),
        entryPoints: ['./test/support/gjs-atspi.ts'],
        outfile: BUNDLED_DRIVER,
    });
    await machine.check(['install', '-m', '644', BUNDLED_DRIVER, DRIVER]);
    const driver = machine.start(asUser(['gjs', '-m', DRIVER]), { env });
    const { stdin, stdout } = driver.child;
    if (stdin === null || stdout === null) throw new Error('no pipes');
    let take: (line: string) => void = () => undefined;
    onLines(stdout, line => {
        take(line);
    });
    const ended = driver.ended.then(({ stderr }): never => {
        throw new Error(`nothing reads the windows any more: ${stderr}`);
    });
    ended.catch(() => undefined);
    let last: Promise<unknown> = Promise.resolve();
    return line => {
        const answer = last.then(() => {
            const coming = new Promise<string>(resolve => (take = resolve));
            stdin.write(`${line}\n`);
            return Promise.race([coming, ended]);
        });
        last = answer.catch(() => undefined);
        return answer;
    };
}
