// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import type { Reply, Request } from '../backend/protocol/messages.js';
import { lineReader } from '../backend/protocol/lines.js';
import { Problem } from '../backend/protocol/problem.js';
import { HELPER } from '../constants.js';

Gio._promisify(Gio.Subprocess.prototype, 'wait_async', 'wait_finish');

/** The longest honest message, a plan, is far below. */
const MAX_REPLY_BYTES = 1024 * 1024;

/** How the helper, or pkexec(1) before it, says that nothing could be started. */
const EXIT_PROBLEMS: ReadonlyMap<number, Problem> = new Map([
    [75, new Problem('already-running')],
    [126, new Problem('not-allowed', {}, 'the question was dismissed')],
    [127, new Problem('not-allowed', {}, 'not authorised')],
]);

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
 */
export function startHelper(privileged: boolean, onReply: (reply: Reply) => void): Helper {
    const { ours, theirs } = socketPair();
    const launcher = new Gio.SubprocessLauncher({ flags: Gio.SubprocessFlags.STDOUT_PIPE });
    launcher.take_stdin_fd(theirs);
    const root = new Gio.Credentials().get_unix_user() === 0;
    const process = launcher.spawnv(privileged && !root ? ['pkexec', HELPER] : [HELPER]);
    // closes the parent's copy: the helper sees our end only when no other copy is left
    launcher.close();
    const output = ours.get_output_stream();
    return {
        send: request => {
            try {
                output.write_all(new TextEncoder().encode(`${JSON.stringify(request)}\n`), null);
            } catch {
                // it has ended: `ended` tells
            }
        },
        sendDescriptor: descriptor => ours.send_fd(descriptor, null),
        ended: readReplies(process, onReply),
    };
}

async function readReplies(
    process: Gio.Subprocess,
    onReply: (reply: Reply) => void,
): Promise<Problem | null> {
    const pipe = process.get_stdout_pipe();
    if (pipe === null) throw new Error('no pipe');
    const readLine = lineReader(pipe, MAX_REPLY_BYTES);
    for (let line = await readLine(); line !== null; line = await readLine())
        onReply(JSON.parse(line) as Reply);
    await process.wait_async(null);
    if (!process.get_if_exited())
        return new Problem('internal', {}, `the helper was killed by signal ${process.get_term_sig()}`);
    const status = process.get_exit_status();
    if (status === 0) return null;
    return EXIT_PROBLEMS.get(status) ?? new Problem('internal', {}, `the helper ended with status ${status}`);
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
