// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

import type { ExecOptions, Result, Started } from './machine.js';

/** What programs run in; `mount` and `pid` belong to all of them, since nothing of theirs is to outlive them. */
export interface Namespaces {
    /** A process in them, as seen from outside. */
    readonly pid: number;
    start(argv: readonly string[], options?: ExecOptions): Started;
    /** Ends all that runs in them; resolves when it has. */
    close(): Promise<void>;
}

/**
 * Makes namespaces, which end with `close`, or with the process that made them, however that ends. Needs root.
 *
 * @param kinds those besides `mount` and `pid`
 * @param setUp a script of bash that runs in them first, with `args`
 */
export async function makeNamespaces(
    kinds: readonly ('net' | 'uts' | 'ipc')[],
    setUp: string,
    args: readonly string[],
): Promise<Namespaces> {
    const own = ['mount', 'pid', ...kinds].map(kind => `--${kind}`);
    const unshare = [...own, '--propagation=private', '--fork', '--kill-child=KILL', '--mount-proc'];
    // It ends, and with it all the others, when its input does.
    const script = `set -eu\n${setUp}\necho made\nread -r _ || true\n`;
    const holder = spawn('unshare', [...unshare, 'bash', '-c', script, 'init', ...args], {
        stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise<void>((resolve, reject) => {
        holder.on('error', reject);
        holder.on('close', () => {
            resolve();
        });
    });
    const made = new Promise<boolean>(resolve => {
        holder.stdout.once('data', () => {
            resolve(true);
        });
    });
    if (!(await Promise.race([made, ended.then(() => false)])))
        throw new Error('unshare could not make the namespaces');
    const [pid] = childrenOf(holder.pid);
    if (pid === undefined) throw new Error('the new namespaces have no process');

    function start(argv: readonly string[], options: ExecOptions = {}): Started {
        const child = spawn('nsenter', ['--target', String(pid), ...own, '--', ...argv], {
            stdio: 'pipe',
            env: options.env ?? { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' },
        });
        // A program that ends without reading its input is no error of ours.
        child.stdin.on('error', () => undefined);
        if (options.input !== undefined) child.stdin.end(options.input);
        return {
            child,
            ended: collect(child),
            signal: async signal => {
                // nsenter forks into the process namespace and waits there; the program is its only child.
                while (child.exitCode === null && child.signalCode === null) {
                    const [program] = childrenOf(child.pid);
                    if (program !== undefined && kill(program, signal)) return true;
                    await new Promise(resolve => setTimeout(resolve, 10));
                }
                return false;
            },
        };
    }
    async function close(): Promise<void> {
        holder.stdin.end();
        await ended;
    }
    return { pid, start, close };
}

function collect(child: ChildProcess): Promise<Result> {
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    return new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', status => {
            resolve({ status, stdout, stderr });
        });
    });
}

/** @returns false where it has ended meanwhile */
function kill(pid: number, signal: NodeJS.Signals): boolean {
    try {
        return process.kill(pid, signal);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
        throw error;
    }
}

function childrenOf(pid: number | undefined): number[] {
    try {
        const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
        return text.split(' ').filter(Boolean).map(Number);
    } catch {
        return []; // ended already
    }
}
