// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import type { Program, Result } from './machine.js';

export interface RunOptions {
    /** What the program reads from its standard input; without it there is none. */
    readonly input?: string | Buffer;
    /** Ends the program after so many milliseconds, and `run` throws. */
    readonly timeoutMs?: number;
    /** Gets every line of standard output and standard error as it comes. */
    readonly onLine?: (line: string) => void;
}

/** Runs a command somewhere: on this machine, in a namespace or in a virtual machine. */
export type Runner = (argv: readonly string[]) => Promise<Result>;

/** As `Runner`, for several commands, one after the other. */
export type RunAll = (commands: readonly (readonly string[])[]) => Promise<readonly Result[]>;

export function oneByOne(run: Runner): RunAll {
    return async commands => {
        const results: Result[] = [];
        for (const argv of commands) results.push(await run(argv));
        return results;
    };
}

const running = new Set<ChildProcess>();

/** Ends what `run` has started and not seen the end of: for Ctrl-C. */
export function endRunning(): void {
    for (const child of running) child.kill('SIGTERM');
}

/** Runs a program to its end; never through a shell. */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Result> {
    const [program, ...rest] = argv;
    if (program === undefined) throw new Error('an empty command');
    const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'] });
    running.add(child);
    // A program that ends without reading its input is no error of ours.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    if (options.onLine !== undefined) {
        onLines(child.stdout, options.onLine);
        onLines(child.stderr, options.onLine);
    }
    let late = false;
    const timer =
        options.timeoutMs === undefined
            ? undefined
            : setTimeout(() => {
                  late = true;
                  child.kill('SIGKILL');
              }, options.timeoutMs);
    try {
        const [status] = (await once(child, 'close')) as [number | null];
        if (late) throw new Error(`${argv.join(' ')}: no end after ${options.timeoutMs} ms`);
        return { status, stdout, stderr };
    } finally {
        clearTimeout(timer);
        running.delete(child);
    }
}

/** As `run`, but throws with the program's own words where its status is not 0. @returns its standard output */
export async function runChecked(argv: readonly string[], options: RunOptions = {}): Promise<string> {
    const { status, stdout, stderr } = await run(argv, options);
    if (status !== 0) throw new Error(`${argv.join(' ')}\nstatus ${status}\n${stderr}${stdout}`);
    return stdout;
}

/** Calls `take` with each line of a stream, without its end. A last line without one is given at the end. */
export function onLines(stream: NodeJS.ReadableStream, take: (line: string) => void): void {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) take(line);
    });
    stream.on('end', () => {
        if (rest !== '') take(rest);
    });
}

/** @returns the first that a program writes, which is to be one line. @throws where it ends without it */
export async function firstLine({ child, ended }: Program): Promise<string> {
    if (child.stdout === null) throw new Error('no pipe');
    const failed = ended.then(({ status, stderr }): never => {
        throw new Error(`ended with status ${status}: ${stderr}`);
    });
    failed.catch(() => undefined);
    const [text] = (await Promise.race([once(child.stdout, 'data'), failed])) as [string];
    return text.trim();
}
