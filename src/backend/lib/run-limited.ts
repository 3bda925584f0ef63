// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';
import System from 'system';

import { Problem } from '../protocol/problem.js';
import { spawn, type RunResult } from './process.js';
import { programOf } from './sandbox.js';

Gio._promisify(Gio.InputStream.prototype, 'read_bytes_async', 'read_bytes_finish');
Gio._promisify(Gio.OutputStream.prototype, 'write_all_async', 'write_all_finish');
Gio._promisify(Gio.OutputStream.prototype, 'close_async', 'close_finish');
Gio._promisify(Gio.Subprocess.prototype, 'wait_async', 'wait_finish');

const CHUNK_BYTES = 65_536;

/** So much at once makes GJS begin to collect, slice by slice, and between two of them 1.74 drops callbacks. */
const COLLECT_BYTES = 2 * 1024 * 1024;

/** As RunResult, with bytes: not every file of a stranger is UTF-8. */
export interface LimitedResult extends Omit<RunResult, 'stdout'> {
    readonly stdout: Uint8Array;
}

export interface Limits {
    /** Of standard output and of standard error each. */
    readonly bytes: number;
    readonly milliseconds: number;
}

/**
 * Runs a program over what a stranger wrote, who may have it say too much or never end.
 *
 * @param input what becomes its standard input: the path of a file, or bytes
 * @throws Problem `engine-missing`; `engine-failed` where it went over a limit, and was ended for that
 */
export async function runLimited(
    argv: readonly string[],
    input: string | Uint8Array,
    limits: Limits,
): Promise<LimitedResult> {
    const launcher = new Gio.SubprocessLauncher({
        flags:
            Gio.SubprocessFlags.STDOUT_PIPE |
            Gio.SubprocessFlags.STDERR_PIPE |
            (typeof input === 'string' ? Gio.SubprocessFlags.NONE : Gio.SubprocessFlags.STDIN_PIPE),
    });
    if (typeof input === 'string') launcher.set_stdin_file_path(input);
    launcher.setenv('LC_ALL', 'C', true);
    const process = spawn(launcher, argv);
    let over: string | null = null;
    const end = (why: string): void => {
        over = why;
        process.force_exit();
    };
    let timer: number | null = GLib.timeout_add(GLib.PRIORITY_DEFAULT, limits.milliseconds, () => {
        timer = null;
        end(`no end after ${limits.milliseconds} ms`);
        return GLib.SOURCE_REMOVE;
    });
    try {
        const tooMuch = (): void => end(`more than ${limits.bytes} bytes`);
        const [stdout, stderr] = await Promise.all([
            readUpTo(process.get_stdout_pipe(), limits.bytes, tooMuch),
            readUpTo(process.get_stderr_pipe(), limits.bytes, tooMuch),
            typeof input === 'string' ? null : feed(process.get_stdin_pipe(), input),
            process.wait_async(null),
        ]);
        if (over !== null) throw new Problem('engine-failed', { engine: programOf(argv) }, over);
        return {
            status: process.get_if_exited() ? process.get_exit_status() : 128 + process.get_term_sig(),
            stdout,
            stderr: new TextDecoder().decode(stderr),
        };
    } finally {
        if (timer !== null) GLib.source_remove(timer);
    }
}

/** Gives a program its input. One that ends before it has read everything had its reason, which its status says. */
async function feed(stream: Gio.OutputStream | null, bytes: Uint8Array): Promise<void> {
    if (bytes.length > COLLECT_BYTES) System.gc();
    try {
        await stream?.write_all_async(bytes, GLib.PRIORITY_DEFAULT, null);
        await stream?.close_async(GLib.PRIORITY_DEFAULT, null);
    } catch {
        // a broken pipe
    }
}

async function readUpTo(
    stream: Gio.InputStream | null,
    limit: number,
    tooMuch: () => void,
): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    while (stream !== null && size <= limit) {
        const chunk = (await stream.read_bytes_async(CHUNK_BYTES, GLib.PRIORITY_DEFAULT, null)).toArray();
        if (chunk.length === 0) break;
        chunks.push(chunk);
        size += chunk.length;
        if (size % COLLECT_BYTES < chunk.length) System.gc();
    }
    if (size > limit) tooMuch();
    const whole = new Uint8Array(size);
    let offset = 0;
    for (const chunk of chunks) {
        whole.set(chunk, offset);
        offset += chunk.length;
    }
    if (size > COLLECT_BYTES) System.gc();
    return whole;
}
