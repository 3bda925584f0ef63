// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { resolve } from 'node:path';

import { esbuild, forGjs } from '../scripts/lib/esbuild.mjs';
import { startDesktop } from '../test/lab/desktop.js';
import { makeLab } from '../test/lab/lab.js';
import { progress } from '../test/lab/progress.js';
import type { Scope } from '../test/lab/scope.js';
import type { Part } from './part.js';

const BUNDLE = resolve('build/bench/frames.js');
const CLIENTS = 200;

/** Where the lab has the program's files. */
const INSTALLED = {
    APP_ID: 'io.github.share_live.ShareLive',
    VERSION: 'bench',
    PKGDATADIR: '/usr/share/share-live',
    LOCALEDIR: '/usr/share/locale',
    HELPER: '/usr/libexec/share-live-helper',
};

export const framesPart: Part = {
    name: 'frames',
    what: `what the window works for a picture while ${CLIENTS} clients say 50 times in a second how far they are`,
    run: async ({ scoped }) => {
        await esbuild.build({
            ...forGjs(INSTALLED),
            entryPoints: ['./test/ui/frames.ts'],
            outfile: BUNDLE,
        });
        const many = await scoped(scope => measureFrames(scope, CLIENTS));
        const one = await scoped(scope => measureFrames(scope, 1));
        const measurement = (what: string, of: (frames: readonly number[]) => number) => ({
            ...({ what, unit: 'ms', values: many.map(of) } as const),
            baseline: { what: 'one client', values: one.map(of) },
        });
        return {
            measurements: [
                measurement(`a frame with ${CLIENTS} clients, on average`, average),
                measurement(`a frame with ${CLIENTS} clients, the longest in a second`, longest),
            ],
        };
    },
};

/** @returns the frames of each second, in milliseconds */
async function measureFrames(scope: Scope, clients: number): Promise<readonly (readonly number[])[]> {
    const { sharing } = await makeLab(scope, { installed: true });
    const desktop = await startDesktop(sharing);
    const bundle = await desktop.offer(BUNDLE, 'frames.js');
    const program = desktop.start(['gjs', '-m', bundle, String(clients)]);
    const { status, stdout, stderr } = await program.ended;
    if (status !== 0) throw new Error(`the window has ended with status ${status}\n${stderr}`);
    progress(`${clients} clients`);
    return stdout
        .split('\n')
        .filter(line => line.startsWith('['))
        .map(line => JSON.parse(line) as readonly number[])
        .filter(frames => frames.length > 0);
}

function average(values: readonly number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function longest(values: readonly number[]): number {
    return Math.max(...values);
}
