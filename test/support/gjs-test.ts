// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the unit tests use of node:test, for GJS.
import System from 'system';

type Body = () => void | Promise<void>;

interface Case {
    readonly name: string;
    readonly body: Body;
    readonly around: Group;
}

interface Group {
    readonly name: string;
    readonly outer: Group | undefined;
    readonly before: Body[];
    readonly after: Body[];
}

const cases: Case[] = [];
let group: Group = { name: '', outer: undefined, before: [], after: [] };

export function describe(name: string, body: () => void): void {
    const outer = group;
    group = { name: `${outer.name}${name} › `, outer, before: [], after: [] };
    body();
    group = outer;
}

export function it(name: string, body: Body): void {
    cases.push({ name: group.name + name, body, around: group });
}

export { it as test };

export function beforeEach(body: Body): void {
    group.before.push(body);
}

export function afterEach(body: Body): void {
    group.after.push(body);
}

/** The groups around a test, the outermost first. */
function chain(inner: Group | undefined): Group[] {
    return inner ? [...chain(inner.outer), inner] : [];
}

async function runCase({ body, around }: Case): Promise<void> {
    const groups = chain(around);
    for (const hook of groups.flatMap(each => each.before)) await hook();
    try {
        await body();
    } finally {
        for (const hook of groups.reverse().flatMap(each => each.after)) await hook();
    }
}

/** Runs all that was declared and ends the process: with 0 only if there were tests and none failed. */
export async function runAll(): Promise<never> {
    const started = Date.now();
    let failed = 0;
    for (const each of cases) {
        try {
            await runCase(each);
        } catch (error) {
            failed++;
            printerr(`✖ ${each.name}`);
            printerr(error instanceof Error ? `  ${error.message}\n${error.stack ?? ''}` : String(error));
        }
    }
    print(
        `ℹ tests ${cases.length}\nℹ pass ${cases.length - failed}\nℹ fail ${failed}\nℹ duration_ms ${Date.now() - started}`,
    );
    System.exit(failed || cases.length === 0 ? 1 : 0);
    throw new Error('unreachable');
}
