// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { esbuild, forGjs } from '../../scripts/lib/esbuild.mjs';
import { runChecked } from '../lab/process.js';
import { progress } from '../lab/progress.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';
import type { VmComputer } from '../lab/vm-agents.js';

/** The user that live-config makes, and the X display of the session that it logs in to. */
const USER = 'user';
const UID = 1000;

/** A program that runs in every session once its panel can be used. */
const PANELS = 'lxpanel|gnome-shell';

const DRIVER = '/run/atspi.js';
const BUNDLED_DRIVER = resolve('build/live/atspi.js');

/** What is typed to find the program among the others. */
const SEARCH = 'share live';

/** As GNOME's shell says whether it shows the activities, where one searches: on the session bus. */
const OVERVIEW = [
    ...['gdbus', 'call', '--session', '--dest', 'org.gnome.Shell', '--object-path', '/org/gnome/Shell'],
    ...['--method', 'org.freedesktop.DBus.Properties.Get', 'org.gnome.Shell', 'OverviewActive'],
];

/**
 * Starts the desktop entry of the program that is its argument, as menus do (GDesktopAppInfo), and stays until it is on the
 * bus: the bus forgets what somebody asked for who has gone.
 */
const LAUNCH = `
const { Gio, GLib } = imports.gi;
const loop = new GLib.MainLoop(null, false);
Gio.DesktopAppInfo.new(ARGV[0] + '.desktop').launch([], null);
Gio.bus_watch_name(Gio.BusType.SESSION, ARGV[0], Gio.BusNameWatcherFlags.NONE, () => loop.quit(), null);
loop.run();`;
const APP_ID = 'io.github.share_live.ShareLive';

/** Waits until the live user's session is there. @throws where it is not in time */
export async function untilDesktop({ exec }: VmComputer, timeoutMs: number): Promise<void> {
    await until(
        'the desktop',
        timeoutMs,
        async () => {
            const { status } = await exec(['pgrep', '--uid', USER, '--exact', PANELS]);
            return status === 0;
        },
        () => logs({ exec }),
    );
}

/** What tells why there is no desktop. */
async function logs({ exec }: Pick<VmComputer, 'exec'>): Promise<string> {
    const texts: string[] = [];
    for (const argv of [
        ['ps', '-e', '-o', 'user,stat,time,args', '--no-headers'],
        ['journalctl', '--no-pager', '--lines=80', '--output=short-monotonic'],
        // the console that is shown, whether a screen is on, what the X server did
        [
            'bash',
            '-c',
            'tail -n 60 /sys/class/tty/tty0/active /sys/class/drm/*/{dpms,enabled} /var/log/Xorg.0.log',
        ],
    ])
        texts.push((await exec(argv)).stdout);
    return texts.join('\n');
}

/** A desktop has hundreds; a text console has a few, an empty screen one, and the pointer less than fifty. */
const DRAWN_COLOURS = 100;

async function coloursOf(picture: string): Promise<number> {
    return Number(await runChecked(['identify', '-format', '%k', picture]));
}

/** What an idle machine takes at most from a session's first program to its panel. */
const DRAWN_MS = 30_000;

/**
 * Waits until a desktop is drawn: the session's programs are there before one sees them. In every second start none is, with
 * one driver of X or another: whoever goes to another console and comes back sees it then.
 *
 * @throws where it is not in time
 */
export async function untilDrawn(
    { screenshot, press }: VirtualMachine,
    computer: VmComputer,
    timeoutMs: number,
): Promise<void> {
    let lookAgainAt = Date.now() + DRAWN_MS;
    await until(
        'a drawn desktop',
        timeoutMs,
        async () => {
            if ((await coloursOf(await screenshot('desktop'))) > DRAWN_COLOURS) return true;
            if (Date.now() < lookAgainAt) return false;
            lookAgainAt = Date.now() + DRAWN_MS;
            if (await hasGnome(computer)) {
                // the screen of a session that nobody touches goes dark, before this one has drawn anything
                await press('shift');
                return false;
            }
            progress('nothing is drawn: to another console and back');
            await computer.check(['bash', '-c', COME_BACK]);
            return false;
        },
        () => logs(computer),
    );
}

/** Its shell takes eight minutes here before it draws, and draws nothing at all where its console is taken away meanwhile. */
async function hasGnome({ exec }: VmComputer): Promise<boolean> {
    // the process may not be there yet, or once more
    return (await exec(['test', '-e', '/usr/bin/gnome-shell'])).status === 0;
}

/** As Ctrl+Alt+F12, a console that nobody uses, and then the desktop's own key do it. */
const COME_BACK = 'read -r own </sys/class/tty/tty0/active && chvt 12 && sleep 2 && chvt "${own#tty}"';

/** What a person sees and presses in the live session. */
export interface LiveSession {
    /** Opens the program by its entry in the menu. */
    readonly openShareLive: () => Promise<void>;
    readonly texts: () => Promise<readonly string[]>;
    readonly untilButton: (name: string, timeoutMs: number) => Promise<void>;
    readonly untilText: (text: string, timeoutMs: number) => Promise<void>;
    /** Presses the button that stops, and what it asks then where computers run from this one; resolves when it could start again. */
    readonly stopSharing: () => Promise<void>;
    /** Takes a screenshot once the screen shows what the program has drawn. */
    readonly picture: (name: string) => Promise<void>;
}

/** @param vm where the session is, of the user that live-config makes */
export async function liveSession(vm: VirtualMachine, computer: VmComputer): Promise<LiveSession> {
    await esbuild.build({
        ...forGjs({}),
        entryPoints: ['./test/support/gjs-atspi.ts'],
        outfile: BUNDLED_DRIVER,
    });
    const driver = (await readFile(BUNDLED_DRIVER)).toString('base64');
    await computer.check(['bash', '-c', `base64 --decode <<< ${driver} >${DRIVER}`]);
    const environment = [
        ...[`XDG_RUNTIME_DIR=/run/user/${UID}`, `DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/${UID}/bus`],
        ...['DISPLAY=:0', `XAUTHORITY=/home/${USER}/.Xauthority`],
    ];
    const inSession = (argv: readonly string[]): readonly string[] => [
        ...['runuser', '--user', USER, '--', 'env', '--chdir=/', ...environment],
        ...argv,
    ];
    const gnome = await hasGnome(computer);
    // nobody moves the mouse here; a screen that has gone dark draws nothing more, and may be locked
    await computer.check(
        inSession(
            gnome
                ? ['gsettings', 'set', 'org.gnome.desktop.session', 'idle-delay', '0']
                : ['xset', 's', 'off', '-dpms'],
        ),
    );
    /** As somebody does it who only has a keyboard: to the activities, some letters, Return. */
    const search = async (): Promise<void> => {
        /** @returns null where the shell does not answer: it is busy for longer than D-Bus waits, more than once */
        const isOpen = async (): Promise<boolean | null> => {
            const { status, stdout } = await computer.exec(inSession(OVERVIEW));
            return status === 0 ? stdout.includes('true') : null;
        };
        const wait = (): Promise<void> => new Promise(resolve => setTimeout(resolve, ANSWER_MS / 4));
        const untilShown = async (open: boolean, key: string): Promise<void> =>
            until(open ? 'the activities' : 'the desktop alone', 10 * ANSWER_MS, async () => {
                const before = await isOpen();
                if (before === open) return true;
                // what was pressed before may be on its way yet
                if (before !== null) await vm.press(key);
                await wait();
                return (await isOpen()) === open;
            });
        // a session begins with the activities, and perhaps with a greeting that keeps everything else waiting; what closes is open still
        await untilShown(false, 'esc');
        await untilShown(true, 'meta_l');
        await wait();
        await vm.press(...[...SEARCH].map(letter => (letter === ' ' ? 'spc' : letter)));
        // what it found is shown after a while, and Return takes the first of that
        await new Promise(resolve => setTimeout(resolve, ANSWER_MS / 2));
        await vm.screenshot('search');
        await vm.press('ret');
    };
    let silence = '';
    /** @returns null where a program does not answer: while it starts, that takes longer here than D-Bus waits */
    const ask = async (...words: readonly string[]): Promise<unknown> => {
        const { status, stdout, stderr } = await computer.exec(inSession(['gjs', '-m', DRIVER, ...words]));
        silence = stderr;
        return status === 0 ? (JSON.parse(stdout) as unknown) : null;
    };
    const texts = async (): Promise<readonly string[]> => ((await ask('texts')) ?? []) as string[];
    const tell = async (): Promise<string> => {
        const journal = await computer.exec([
            'journalctl',
            '--no-pager',
            '--lines=40',
            '--output=cat',
            `_UID=${UID}`,
        ]);
        const programs = await computer.exec(['pgrep', '--list-full', '--uid', USER]);
        return ['It shows:', ...(await texts()), silence, 'Its log:', journal.stdout, programs.stdout].join(
            '\n',
        );
    };
    const picture = async (name: string): Promise<void> => {
        const deadline = Date.now() + STILL_MS;
        let before = '';
        for (;;) {
            const now = await readFile(await vm.screenshot(name), 'base64');
            if (now === before || Date.now() > deadline) return;
            before = now;
            await new Promise(resolve => setTimeout(resolve, gnome ? 10 * LOOK_MS : LOOK_MS));
        }
    };
    return {
        picture,
        openShareLive: async () => {
            if (gnome) await search();
            else await computer.check(inSession(['gjs', '-c', LAUNCH, APP_ID]));
        },
        texts,
        untilButton: (name, timeoutMs) =>
            until(`“${name}”`, timeoutMs, async () => (await ask('can', name)) === true, tell),
        untilText: (text, timeoutMs) =>
            until(
                `“${text}”`,
                timeoutMs,
                async () => (await texts()).some(each => each.includes(text)),
                tell,
            ),
        stopSharing: async () => {
            const press = async (button: string): Promise<boolean> => (await ask('press', button)) === true;
            await until('“Stop Sharing”', STOP_MS, () => press('Stop Sharing'), tell);
            await until(
                '“Start Sharing”',
                STOP_MS,
                async () => {
                    if ((await ask('can', 'Start Sharing')) === true) return true;
                    await press('Stop');
                    return false;
                },
                tell,
            );
        },
    };
}

const LOOK_MS = 3000;

/** To stop, and to press the buttons for it. */
const STOP_MS = 300_000;

/** For a screen to become still: a program tells of its window before GNOME's shell has drawn that. */
const STILL_MS = 120_000;

/** For GNOME's shell to do what a key asks for. */
const ANSWER_MS = 60_000;

async function until(
    what: string,
    timeoutMs: number,
    look: () => Promise<boolean>,
    tell: () => Promise<string> = () => Promise.resolve(''),
): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!(await look())) {
        if (Date.now() > deadline)
            throw new Error(`${what}: not after ${timeoutMs / 1000} s. ${await tell()}`);
        await new Promise(resolve => setTimeout(resolve, LOOK_MS));
    }
}
