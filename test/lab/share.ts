// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type {
    ClientReply,
    ClientSummary,
    Reply,
    ShareReply,
    Stage,
} from '../../src/backend/protocol/messages.js';
import type { Computer } from './machine.js';
import { onLines, type Runner } from './process.js';
import { collectReplies, type Replies } from './replies.js';

/** As `npm run build` installs it. */
export const PROGRAM = resolve('build/usr/bin/share-live');

/** The processes of a share, by what their command lines end with. */
export const PROCESSES = { frontEnd: '/share-live/cli.js', helper: '/share-live/helper.js' } as const;

export interface Share {
    /** All that it has said so far. */
    readonly replies: Replies['all'];
    readonly waitFor: Replies['waitFor'];
    /** Presses Ctrl-C. @returns the exit status */
    stop(): Promise<number | null>;
    /** Resolves when the front end has ended, with its exit status; null where a signal ended it. */
    readonly ended: Promise<number | null>;
}

export interface ShareOptions {
    /** The sharing machine. */
    readonly machine: Pick<Computer, 'start'>;
    readonly medium: string;
    readonly interface: string;
    /** Where a copy of what it says is kept. */
    readonly folder: string;
    /** Variables of the session that it is started in, each with its value. */
    readonly environment?: readonly string[];
    /** More of its command line. */
    readonly options?: readonly string[];
    readonly onReply?: (reply: Reply) => void;
}

/** Starts the real program on the command line, for programs (`--json`), which is all that is known of it here. */
export async function startShare(options: ShareOptions): Promise<Share> {
    await mkdir(options.folder, { recursive: true });
    const program = options.machine.start([
        ...['env', ...(options.environment ?? [])],
        ...[PROGRAM, '--cli', '--json', '--medium', options.medium, '--interface', options.interface],
        ...(options.options ?? []),
    ]);
    const { stderr } = program.child;
    if (stderr === null) throw new Error('no pipe');
    const log = createWriteStream(join(options.folder, 'events.jsonl'));
    const errors = createWriteStream(join(options.folder, 'share-live.stderr'));
    onLines(stderr, line => errors.write(`${line}\n`));
    const { all: replies, waitFor } = collectReplies(program, reply => {
        log.write(`${JSON.stringify({ time: Date.now(), ...reply })}\n`);
        options.onReply?.(reply);
    });
    const ended = program.ended.then(({ status }) => {
        log.end();
        errors.end();
        return status;
    });
    // Where the lab ends before it, whoever did that knows why; that is what is to be seen.
    ended.catch(() => undefined);
    async function stop(): Promise<number | null> {
        await program.signal('SIGINT');
        return ended;
    }
    return { replies, waitFor, stop, ended };
}

export function isReady(reply: Reply): reply is ShareReply {
    return reply.type === 'share' && reply.status === 'ready';
}

/** @returns what accepts the message that the client with this address has come to a stage */
export function hasReached(stage: Stage, mac: string): (reply: Reply) => reply is ClientReply {
    return (reply): reply is ClientReply =>
        reply.type === 'client' && reply.client.mac === mac && reply.client.stage === stage;
}

/** @returns all that was said about the client with this address, in order */
export function clientReports(share: Pick<Share, 'replies'>, mac: string): ClientSummary[] {
    return share.replies
        .filter((reply): reply is ClientReply => reply.type === 'client' && reply.client.mac === mac)
        .map(reply => reply.client);
}

/** Ends processes of a share as nothing they can prepare for, all at once. @param run runs a command where they are */
export async function killProcesses(run: Runner, which: readonly (keyof typeof PROCESSES)[]): Promise<void> {
    const pids: string[] = [];
    for (const name of which) {
        const { stdout } = await run(['pgrep', '--full', `^\\S*gjs.*${PROCESSES[name].replace('.', '\\.')}`]);
        const found = stdout.split('\n').filter(Boolean);
        if (found.length !== 1) throw new Error(`not one ${name} but ${found.length}`);
        pids.push(...found);
    }
    const { status, stderr } = await run(['kill', '-KILL', ...pids]);
    if (status !== 0) throw new Error(`kill: ${stderr}`);
}
