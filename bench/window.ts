// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startDesktop, type Desktop } from '../test/lab/desktop.js';
import { INSTALLED_PROGRAM } from '../test/lab/installed.js';
import { makeLab } from '../test/lab/lab.js';
import type { Machine } from '../test/lab/machine.js';
import { progress } from '../test/lab/progress.js';
import { runChecked } from '../test/lab/process.js';
import type { Scope } from '../test/lab/scope.js';
import { openWindow } from '../test/lab/window.js';
import type { Measurement } from './measurement.js';
import type { Part } from './part.js';
import { untilDrawn } from './screen.js';

const CLICKS = 5;
const OPENINGS = 5;

/** Other apps of Debian’s for GTK 4 and libadwaita: one that is written for GJS, too, and one in C. */
const OTHERS = ['gnome-characters', 'gnome-text-editor'] as const;
type Other = (typeof OTHERS)[number];

/** What it does after its first picture, such as reading the medium, has ended by then. */
const SETTLE_MS = 3000;

/** One opening of a window. */
interface Opening {
    /** From the start of the process until the screen shows its window. */
    readonly seconds: number;
    /** In megabytes: what is the process's own, without the files that it shares with whoever else has them open. */
    readonly memory: number;
}

export const windowPart: Part = {
    name: 'window',
    what: 'from the click to ready beside a DHCP server; the window shown, and its memory, beside other apps',
    run: async ({ scoped, folder, image }) => {
        const clicks = await scoped(scope => measureClicks(scope, image));
        const { own, others } = await scoped(scope => measureOpenings(scope, image, folder));
        const beside = (
            what: string,
            unit: Measurement['unit'],
            of: (opening: Opening) => number,
        ): Measurement[] =>
            OTHERS.map(other => ({
                ...{ what, unit, values: own.map(of) },
                baseline: { what: other, values: others[other].map(of) },
            }));
        return {
            measurements: [
                { what: 'click to ready, with a lease', unit: 's', values: clicks },
                ...beside('window shown, disk cache emptied', 's', each => each.seconds),
                ...beside('memory of the window, without files', 'MB', each => each.memory),
            ],
        };
    },
};

/** @returns seconds from pressing the button until the window says that it is ready, where there is a DHCP server */
async function measureClicks(scope: Scope, image: string): Promise<number[]> {
    const { sharing } = await makeLab(scope, { installed: true, router: true });
    // so that the window chooses the other one
    await sharing.check(['ip', 'link', 'delete', 'uplink0']);
    const window = await openWindow(await startDesktop(sharing), image);
    const seconds: number[] = [];
    for (let click = 1; click <= CLICKS; click++) {
        const begun = performance.now();
        await window.share();
        seconds.push((performance.now() - begun) / 1000);
        await window.stop();
        progress(`click ${click} of ${CLICKS}`);
    }
    return seconds;
}

async function measureOpenings(
    scope: Scope,
    image: string,
    folder: string,
): Promise<{ own: Opening[]; others: Readonly<Record<Other, Opening[]>> }> {
    const { sharing } = await makeLab(scope, { installed: true });
    const desktop = await startDesktop(sharing);
    const path = await desktop.offer(image, 'live.iso');
    const own: Opening[] = [];
    const others: Readonly<Record<Other, Opening[]>> = { 'gnome-characters': [], 'gnome-text-editor': [] };
    for (let opening = 1; opening <= OPENINGS; opening++) {
        const picture = (name: string): string => join(folder, `${name}-${opening}.png`);
        own.push(await open(sharing, desktop, [INSTALLED_PROGRAM, path], picture('share-live')));
        for (const other of OTHERS) others[other].push(await open(sharing, desktop, [other], picture(other)));
        progress(`opening ${opening} of ${OPENINGS}`);
    }
    return { own, others };
}

/** Opens a program's window with all read anew from the disk that nothing else uses, and closes it. */
async function open(
    machine: Machine,
    desktop: Desktop,
    argv: readonly string[],
    picture: string,
): Promise<Opening> {
    await runChecked(['sync']);
    // Forgets all that was read from disks (proc(5)).
    await writeFile('/proc/sys/vm/drop_caches', '3');
    const begun = performance.now();
    const program = desktop.start(argv);
    await untilDrawn(desktop.frameBuffer);
    const seconds = (performance.now() - begun) / 1000;
    await new Promise(resolve => setTimeout(resolve, SETTLE_MS));
    await desktop.screenshot(picture);
    const pid = await program.pid;
    const rollup = await machine.check(['cat', `/proc/${pid}/smaps_rollup`]);
    await machine.check(['kill', pid]);
    await program.ended;
    return { seconds, memory: (Number(/^Anonymous: +(\d+) kB$/m.exec(rollup)?.[1]) * 1024) / 1e6 };
}
