// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { makeNamespaces } from './namespaces.js';
import { runChecked } from './process.js';

export interface Result {
    /** The exit status, or null where a signal ended it. */
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

export interface ExecOptions {
    /** Given to the program as its standard input. */
    readonly input?: string;
    readonly env?: NodeJS.ProcessEnv;
}

/** A program that runs somewhere. */
export interface Program {
    readonly child: Pick<ChildProcess, 'stdout' | 'stderr'>;
    /** Resolves at its end, with all that it wrote. */
    readonly ended: Promise<Result>;
    /** @returns false where it has ended already. */
    signal(signal: NodeJS.Signals): Promise<boolean>;
}

/** A program that runs in a machine. */
export interface Started extends Program {
    /** Its standard streams are pipes; this process is nsenter, not the program. */
    readonly child: ChildProcess;
}

/** Where programs run: a machine of namespaces, or a virtual one. */
export interface Computer {
    /** Runs a program to its end. */
    exec(argv: readonly string[]): Promise<Result>;
    start(argv: readonly string[]): Program;
}

/**
 * A machine as far as programs can tell: network, mount and process namespaces of its own over this machine's files.
 * /run is empty; what is written to /etc and /var lands in a layer of its own; all of it ends with `close`, or with
 * the process that made it, however that ends. (pkexec wants to see its caller's parent: in a machine, start what
 * calls it through another program.)
 */
export interface Machine {
    /** A process in its namespaces, as seen from outside. */
    readonly pid: number;
    /** The folders (seen from inside) that hold every file which was written to /etc and /var since the start. */
    readonly changes: readonly string[];
    /** Runs a program to its end. */
    exec(argv: readonly string[], options?: ExecOptions): Promise<Result>;
    /** As `exec`. @returns its standard output. @throws where it did not end with status 0. */
    check(argv: readonly string[], options?: ExecOptions): Promise<string>;
    start(argv: readonly string[], options?: ExecOptions): Started;
    close(): Promise<void>;
}

/** Set-up inside the new namespaces; `$1` is an empty folder. */
const SET_UP = `
mount -t sysfs -o ro sysfs /sys
# what others have mounted below /run comes and goes with them
grep -o ' /run/[^ ]*' /proc/self/mounts | sort -r | while read -r path; do umount --lazy "$path" || true; done
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs "$1"
for folder in etc var; do
    mkdir -p "$1/$folder/changes" "$1/$folder/work"
    mount -t overlay -o "lowerdir=/$folder,upperdir=$1/$folder/changes,workdir=$1/$folder/work" overlay "/$folder"
done
ip link set lo up
`;

/** Makes a machine without any network but its loopback. Needs root. */
export async function makeMachine(): Promise<Machine> {
    const layers = mkdtempSync(join(tmpdir(), 'share-live-lab-'));
    const { pid, start, close: closeNamespaces } = await makeNamespaces(['net'], SET_UP, [layers]);

    async function exec(argv: readonly string[], options: ExecOptions = {}): Promise<Result> {
        return start(argv, { ...options, input: options.input ?? '' }).ended;
    }
    async function check(argv: readonly string[], options: ExecOptions = {}): Promise<string> {
        const { status, stdout, stderr } = await exec(argv, options);
        if (status !== 0) throw new Error(`${argv.join(' ')}: status ${status}\n${stdout}${stderr}`);
        return stdout;
    }
    async function close(): Promise<void> {
        await closeNamespaces();
        rmdirSync(layers);
    }
    const changes = ['etc', 'var'].map(folder => join(layers, folder, 'changes'));
    return { pid, changes, exec, check, start, close };
}

/** Lays a cable: a veth pair with an end in each machine, both up. Names are the ends' names, at most 15 characters. */
export async function connect(a: Machine, nameA: string, b: Machine, nameB: string): Promise<void> {
    // Made inside `a`, so that no name is ever seen outside; `b` is addressed by a process that `a` can see.
    await runChecked([
        ...['nsenter', '--target', String(a.pid), '--net', '--', 'ip', 'link', 'add', nameA, 'type', 'veth'],
        ...['peer', 'name', nameB, 'netns', String(b.pid)],
    ]);
    await a.check(['ip', 'link', 'set', nameA, 'up']);
    await b.check(['ip', 'link', 'set', nameB, 'up']);
}
