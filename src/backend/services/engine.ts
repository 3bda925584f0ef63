// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { delay } from '../lib/delay.js';
import { spawn } from '../lib/process.js';
import { lineReader } from '../protocol/lines.js';
import { Problem } from '../protocol/problem.js';
import type { Engine } from '../share/types.js';

Gio._promisify(Gio.SocketClient.prototype, 'connect_to_host_async', 'connect_to_host_finish');

/** How long an engine may take until it serves, and until it has ended after it was asked to. */
const READY_MS = 15_000;
const END_MS = 3_000;
const POLL_MS = 20;

/** Lines of an engine's output that are kept for a problem's details. */
const KEPT_LINES = 40;
const MAX_LINE_BYTES = 65_536;

export interface RunningEngine {
    readonly name: Engine['name'];
    /** Asks it to end, and makes it where it does not; resolves when it has ended. */
    readonly stop: () => Promise<void>;
}

export interface EngineWatch {
    /** Each line that it writes to standard output or standard error. */
    readonly onLine: (line: string) => void;
    /** It ended without being asked to. */
    readonly onExit: (problem: Problem) => void;
}

/**
 * Starts an engine and waits until it serves.
 *
 * @throws Problem `engine-missing`, `port-busy`, or `engine-failed` with its last lines
 */
export async function startEngine(engine: Engine, watch: EngineWatch): Promise<RunningEngine> {
    const lines: string[] = [];
    let stopping = false;
    let ended = false;
    const process = spawn(
        new Gio.SubprocessLauncher({
            flags: Gio.SubprocessFlags.STDOUT_PIPE | Gio.SubprocessFlags.STDERR_MERGE,
        }),
        engine.argv,
    );
    const output = forEachLine(process, line => {
        lines.push(line);
        if (lines.length > KEPT_LINES) lines.shift();
        watch.onLine(line);
    });
    const failed = (): Problem => problemOf(engine, lines);
    let serving = false;
    const exit = process.wait_async(null).then(async () => {
        ended = true;
        await output;
        if (serving && !stopping) watch.onExit(failed());
    });
    const stop = async (): Promise<void> => {
        stopping = true;
        if (ended) return;
        process.send_signal(SIGTERM);
        if ((await Promise.race([exit, delay(END_MS).then(() => 'late')])) === 'late') process.force_exit();
        await exit;
    };
    const deadline = GLib.get_monotonic_time() / 1000 + READY_MS;
    const useless = (): boolean => engine.uselessIf !== undefined && contains(lines, engine.uselessIf);
    while (!(await isReady(engine, lines)) || useless()) {
        if (ended) {
            // with its last lines, which say why
            await exit;
            throw failed();
        }
        if (useless() || GLib.get_monotonic_time() / 1000 > deadline) {
            await stop();
            throw failed();
        }
        await delay(POLL_MS);
    }
    serving = true;
    return { name: engine.name, stop };
}

const SIGTERM = 15;

async function forEachLine(process: Gio.Subprocess, onLine: (line: string) => void): Promise<void> {
    const pipe = process.get_stdout_pipe();
    if (pipe === null) return;
    const readLine = lineReader(pipe, MAX_LINE_BYTES);
    for (let line = await readLine(); line !== null; line = await readLine()) onLine(line);
}

function contains(lines: readonly string[], text: string): boolean {
    return lines.some(line => line.includes(text));
}

async function isReady({ ready }: Engine, lines: readonly string[]): Promise<boolean> {
    if (ready.kind === 'log') return contains(lines, ready.contains);
    try {
        const connection = await new Gio.SocketClient({ timeout: 1 }).connect_to_host_async(
            ready.address,
            ready.port,
            null,
        );
        connection.close(null);
        return true;
    } catch {
        return false;
    }
}

function problemOf(engine: Engine, lines: readonly string[]): Problem {
    const detail = lines.join('\n');
    const busy = /address already in use|cannot bind/i.test(detail);
    return new Problem(busy ? 'port-busy' : 'engine-failed', { engine: engine.name }, detail);
}
