// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

/** Set-up inside the new namespaces; `$1` is an empty folder. It ends, and with it the machine, when its input does. */
const INIT = `
set -eu
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
echo made
read -r _ || true
`;

/** Makes a machine without any network but its loopback. Needs root. */
export async function makeMachine(): Promise<Machine> {
    const layers = mkdtempSync(join(tmpdir(), 'share-live-lab-'));
    const unshare = [
        '--net',
        '--mount',
        '--propagation=private',
        '--pid',
        '--fork',
        '--kill-child=KILL',
        '--mount-proc',
    ];
    const holder = spawn('unshare', [...unshare, 'bash', '-c', INIT, 'init', layers], {
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
        throw new Error('unshare could not make a machine');
    const [pid] = childrenOf(holder.pid);
    if (pid === undefined) throw new Error('the new machine has no process');

    function start(argv: readonly string[], options: ExecOptions = {}): Started {
        const enter = ['--target', String(pid), '--net', '--mount', '--pid', '--'];
        const child = spawn('nsenter', [...enter, ...argv], {
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
    async function exec(argv: readonly string[], options: ExecOptions = {}): Promise<Result> {
        return start(argv, { ...options, input: options.input ?? '' }).ended;
    }
    async function check(argv: readonly string[], options: ExecOptions = {}): Promise<string> {
        const { status, stdout, stderr } = await exec(argv, options);
        if (status !== 0) throw new Error(`${argv.join(' ')}: status ${status}\n${stdout}${stderr}`);
        return stdout;
    }
    async function close(): Promise<void> {
        holder.stdin.end();
        await ended;
        rmdirSync(layers);
    }
    const changes = ['etc', 'var'].map(folder => join(layers, folder, 'changes'));
    return { pid, changes, exec, check, start, close };
}

/** Lays a cable: a veth pair with an end in each machine, both up. Names are the ends' names, at most 15 characters. */
export async function connect(a: Machine, nameA: string, b: Machine, nameB: string): Promise<void> {
    // Made inside `a`, so that no name is ever seen outside; `b` is addressed by a process that `a` can see.
    await run(['nsenter', '--target', String(a.pid), '--net', '--', 'ip', 'link', 'add', nameA, 'type', 'veth',
        'peer', 'name', nameB, 'netns', String(b.pid)]); // prettier-ignore
    await a.check(['ip', 'link', 'set', nameA, 'up']);
    await b.check(['ip', 'link', 'set', nameB, 'up']);
}

async function run(argv: readonly string[]): Promise<void> {
    const [program = '', ...args] = argv;
    const { status, stderr } = await collect(spawn(program, args, { stdio: 'pipe' }));
    if (status !== 0) throw new Error(`${argv.join(' ')}: status ${status}\n${stderr}`);
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
