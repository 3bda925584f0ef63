// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { resolve } from 'node:path';

import { esbuild, forGjs } from '../../scripts/lib/esbuild.mjs';
import type { Machine, Result, Started } from '../lab/machine.js';
import { asUser } from '../lab/ordinary-user.js';

/** Tests run in the root folder of the repository. */
const DRIVER = resolve('build/network/driver.js');

/** Bundles the driver that the calls below go through. */
export async function bundleDriver(): Promise<void> {
    await esbuild.build({
        ...forGjs({}),
        entryPoints: ['./test/support/gjs-network-driver.ts'],
        outfile: DRIVER,
    });
}

export interface Answer {
    readonly result?: unknown;
    /** The code of the Problem that was thrown. */
    readonly problem?: string;
    readonly detail?: string;
}

/** Calls a function of the network room in a machine, as root, in a process of its own. */
export async function call(machine: Machine, name: string, ...args: readonly unknown[]): Promise<Answer> {
    return answer(await machine.exec(['gjs', '-m', DRIVER, name, JSON.stringify(args)]));
}

function answer({ stdout, stderr }: Result): Answer {
    if (stdout === '') throw new Error(`no answer: ${stderr}`);
    return JSON.parse(stdout) as Answer;
}

/** As `call`, without privileges. */
export async function callAsNobody(
    machine: Machine,
    name: string,
    ...args: readonly unknown[]
): Promise<Answer> {
    // where nobody may read it, wherever the repository lies
    await machine.check(['install', '-m', '644', DRIVER, '/run/driver.js']);
    return answer(await machine.exec(asUser(['gjs', '-m', '/run/driver.js', name, JSON.stringify(args)])));
}

/** As `call`. @returns the result. @throws where it is a problem */
export async function callChecked(
    machine: Machine,
    name: string,
    ...args: readonly unknown[]
): Promise<unknown> {
    const { result, problem, detail } = await call(machine, name, ...args);
    if (problem !== undefined) throw new Error(`${name}: ${problem}: ${detail}`);
    return result;
}

/** As `callChecked`, but the process goes on living, as the helper does while it shares. */
export async function callAndHold(
    machine: Machine,
    name: string,
    ...args: readonly unknown[]
): Promise<Started> {
    const started = machine.start(['gjs', '-m', DRIVER, name, JSON.stringify(args), 'hold']);
    const line = await new Promise<string>((resolve, reject) => {
        started.child.stdout?.once('data', (text: string) => {
            resolve(text);
        });
        started.ended.then(({ stderr }) => {
            reject(new Error(`${name}: ${stderr}`));
        }, reject);
    });
    const { problem, detail } = JSON.parse(line) as Answer;
    if (problem !== undefined) throw new Error(`${name}: ${problem}: ${detail}`);
    return started;
}
