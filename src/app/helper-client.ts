// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import type { Reply, Request } from '../backend/protocol/messages.js';
import { lineReader } from '../backend/protocol/lines.js';
import { Problem } from '../backend/protocol/problem.js';
import { parseReply } from '../backend/protocol/replies.js';
import { HELPER } from '../constants.js';
import { exitProblem } from './helper-exit.js';

Gio._promisify(Gio.InputStream.prototype, 'read_bytes_async', 'read_bytes_finish');
Gio._promisify(Gio.Subprocess.prototype, 'wait_async', 'wait_finish');

/** The longest honest message, a plan, is far below. */
const MAX_REPLY_BYTES = 1024 * 1024;
/** What is kept of what the helper, or pkexec before it, writes to standard error. */
const MAX_ERROR_BYTES = 4096;
const CHUNK_BYTES = 4096;

export interface Helper {
    readonly send: (request: Request) => void;
    /** Answers `send-image`. The descriptor stays the app's own. */
    readonly sendDescriptor: (descriptor: number) => void;
    /** Resolves when the helper has ended, and so undone everything; with the problem where it never began. */
    readonly ended: Promise<Problem | null>;
}

/**
 * Starts the helper with a socket as its standard input, which carries requests and descriptors.
 *
 * @param privileged whether it is to become root, by pkexec where we are not; without it, it can only plan
 * @param onReply called for each of its messages, in order
 * @throws Problem `helper-missing` where there is nothing to start
 */
export function startHelper(privileged: boolean, onReply: (reply: Reply) => void): Helper {
    const byPkexec = privileged && new Gio.Credentials().get_unix_user() !== 0;
    const command = helperCommand(byPkexec);
    const { ours, theirs } = socketPair();
    const launcher = new Gio.SubprocessLauncher({
        flags: Gio.SubprocessFlags.STDOUT_PIPE | Gio.SubprocessFlags.STDERR_PIPE,
    });
    launcher.take_stdin_fd(theirs);
    const process = launcher.spawnv(command);
    // closes the parent's copy: the helper sees our end only when no other copy is left
    launcher.close();
    const output = ours.get_output_stream();
    let begun = false;
    let withdrawn = false;
    const hear = (reply: Reply): void => {
        begun = true;
        onReply(reply);
    };
    /** Where it has ended, `ended` tells. What is sent is little: the socket's buffer takes it at once. */
    const unlessEnded = (write: () => void): void => {
        try {
            write();
        } catch (error) {
            if (!(error instanceof GLib.Error)) throw error;
        }
    };
    return {
        send: request => {
            unlessEnded(() =>
                output.write_all(new TextEncoder().encode(`${JSON.stringify(request)}\n`), null),
            );
            if (request.type === 'stop' && byPkexec && !begun) {
                // pkexec may still be asking, and would go on; once it is root it cannot be killed by us
                withdrawn = true;
                process.force_exit();
            }
        },
        sendDescriptor: descriptor => {
            unlessEnded(() => ours.send_fd(descriptor, null));
        },
        ended: untilEnd(process, ours, byPkexec, hear).then(problem =>
            withdrawn && !begun ? null : problem,
        ),
    };
}

/** @throws Problem `helper-missing`, which pkexec would only call not authorised */
function helperCommand(byPkexec: boolean): string[] {
    if (!GLib.file_test(HELPER, GLib.FileTest.IS_EXECUTABLE)) throw new Problem('helper-missing', {}, HELPER);
    if (!byPkexec) return [HELPER];
    const pkexec = GLib.find_program_in_path('pkexec');
    if (pkexec === null) throw new Problem('helper-missing', {}, 'pkexec');
    return [pkexec, HELPER];
}

async function untilEnd(
    process: Gio.Subprocess,
    ours: Gio.UnixConnection,
    byPkexec: boolean,
    onReply: (reply: Reply) => void,
): Promise<Problem | null> {
    const [stdout, stderr] = [process.get_stdout_pipe(), process.get_stderr_pipe()];
    if (stdout === null || stderr === null) throw new Error('no pipe');
    const [nonsense, errors] = await Promise.all([
        readReplies(stdout, onReply).then(async problem => {
            // nothing more is said to it, and it undoes everything
            if (problem !== null) ours.close(null);
            await readTail(stdout);
            return problem;
        }),
        readTail(stderr),
    ]);
    await process.wait_async(null);
    ours.close(null);
    if (nonsense !== null) return nonsense;
    if (!process.get_if_exited()) {
        const signal = process.get_term_sig();
        return new Problem('internal', {}, `the helper was killed by signal ${signal}\n${errors}`.trimEnd());
    }
    return exitProblem(process.get_exit_status(), byPkexec, errors);
}

/** @returns at the end of its messages null, at the first that is none the problem: nothing else of it is believed */
async function readReplies(
    stream: Gio.InputStream,
    onReply: (reply: Reply) => void,
): Promise<Problem | null> {
    const readLine = lineReader(stream, MAX_REPLY_BYTES);
    for (;;) {
        let reply: Reply;
        try {
            const line = await readLine();
            if (line === null) return null;
            reply = parseReply(line);
        } catch (error) {
            if (error instanceof Problem) return new Problem('internal', {}, error.detail);
            throw error;
        }
        onReply(reply);
    }
}

/** Reads a stream to its end. @returns its last bytes, as text */
async function readTail(stream: Gio.InputStream): Promise<string> {
    let tail = new Uint8Array();
    for (;;) {
        const chunk = (await stream.read_bytes_async(CHUNK_BYTES, 0, null)).toArray();
        if (chunk.length === 0) return new TextDecoder().decode(tail).trimEnd();
        const joined = new Uint8Array(tail.length + chunk.length);
        joined.set(tail);
        joined.set(chunk, tail.length);
        tail = joined.slice(-MAX_ERROR_BYTES);
    }
}

/** socketpair(2), which GLib does not offer: a socket in a folder that is ours alone, connected to itself. */
function socketPair(): { readonly ours: Gio.UnixConnection; readonly theirs: number } {
    const folder = GLib.dir_make_tmp('share-live-XXXXXX');
    const path = `${folder}/helper`;
    try {
        const address = Gio.UnixSocketAddress.new(path);
        const listener = new Gio.SocketListener();
        listener.add_address(address, Gio.SocketType.STREAM, Gio.SocketProtocol.DEFAULT, null);
        const ours = new Gio.SocketClient().connect(address, null);
        const [theirs] = listener.accept(null);
        listener.close();
        if (!(ours instanceof Gio.UnixConnection)) throw new Error('not a UNIX socket');
        // a duplicate of its own for the launcher, which closes what it takes
        const list = new Gio.UnixFDList();
        const descriptor = list.get(list.append(theirs.get_socket().get_fd()));
        theirs.close(null);
        return { ours, theirs: descriptor };
    } finally {
        GLib.unlink(path);
        GLib.rmdir(folder);
    }
}
