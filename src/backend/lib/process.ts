// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { Problem } from '../protocol/problem.js';
import { programOf } from './sandbox.js';

Gio._promisify(Gio.Subprocess.prototype, 'communicate_async', 'communicate_finish');
Gio._promisify(Gio.Subprocess.prototype, 'wait_async', 'wait_finish');

export interface RunOptions {
    /** A file that becomes the program's standard input, opened afresh for it; without it there is none. */
    readonly stdinPath?: string;
    /** Text for its standard input. */
    readonly stdin?: string;
    /** Ends the program after so many milliseconds; then `run` throws `engine-failed`. */
    readonly timeoutMs?: number;
    /** Ends the program when it is cancelled; then `run` throws `engine-failed`. */
    readonly cancellable?: Gio.Cancellable;
}

export interface RunResult {
    /** The exit status, or 128 + the signal that ended it. */
    readonly status: number;
    readonly stdout: string;
    readonly stderr: string;
}

/**
 * Runs a program to its end; never through a shell. Bytes of its output that are not UTF-8 become U+FFFD.
 *
 * @throws Problem `engine-missing` where the program does not exist, `engine-failed` where it ran into its timeout or
 * was cancelled.
 */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    const launcher = new Gio.SubprocessLauncher({
        flags:
            Gio.SubprocessFlags.STDOUT_PIPE |
            Gio.SubprocessFlags.STDERR_PIPE |
            (options.stdin === undefined ? Gio.SubprocessFlags.NONE : Gio.SubprocessFlags.STDIN_PIPE),
    });
    if (options.stdinPath !== undefined) launcher.set_stdin_file_path(options.stdinPath);
    const process = spawn(launcher, argv);
    const timer =
        options.timeoutMs === undefined
            ? null
            : new Promise<'late'>(resolve => {
                  GLib.timeout_add(GLib.PRIORITY_DEFAULT, options.timeoutMs ?? 0, () => {
                      resolve('late');
                      return GLib.SOURCE_REMOVE;
                  });
              });
    const finished = process
        .communicate_async(
            options.stdin === undefined ? null : GLib.Bytes.new(new TextEncoder().encode(options.stdin)),
            options.cancellable ?? null,
        )
        .catch(async (error: unknown) => {
            process.force_exit();
            await process.wait_async(null);
            throw new Problem('engine-failed', { engine: programOf(argv) }, String(error));
        });
    const first = await (timer === null ? finished : Promise.race([finished, timer]));
    if (first === 'late') {
        process.force_exit();
        await finished;
        throw new Problem(
            'engine-failed',
            { engine: programOf(argv) },
            `no end after ${options.timeoutMs} ms`,
        );
    }
    const [stdout, stderr] = first;
    return {
        status: process.get_if_exited() ? process.get_exit_status() : 128 + process.get_term_sig(),
        stdout: decode(stdout),
        stderr: decode(stderr),
    };
}

/** As `run`, for programs whose failure is ours. @throws Problem `engine-failed` also where the status is not 0. */
export async function runChecked(argv: readonly string[], options: RunOptions = {}): Promise<string> {
    const { status, stdout, stderr } = await run(argv, options);
    if (status !== 0)
        throw new Problem(
            'engine-failed',
            { engine: programOf(argv) },
            `${argv.join(' ')}\nexit ${status}\n${stderr}`,
        );
    return stdout;
}

/** Starts a program. @throws Problem `engine-missing` where it does not exist or may not be run. */
export function spawn(launcher: Gio.SubprocessLauncher, argv: readonly string[]): Gio.Subprocess {
    try {
        return launcher.spawnv([...argv]);
    } catch (error) {
        throw new Problem('engine-missing', { engine: argv[0] ?? '' }, String(error));
    }
}

function decode(bytes: GLib.Bytes | null): string {
    return new TextDecoder().decode(bytes?.toArray() ?? new Uint8Array());
}
