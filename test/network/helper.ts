// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { esbuild, forGjs } from '../../scripts/lib/esbuild.mjs';
import {
    PROTOCOL_VERSION,
    type MediumReply,
    type ProblemReply,
    type Reply,
    type ShareReply,
    type ShareStatus,
} from '../../src/backend/protocol/messages.js';
import type { ProblemCode } from '../../src/backend/protocol/problem.js';
import { INTERFACE, makeLab, type NamespaceLab } from '../lab/lab.js';
import type { Machine, Result } from '../lab/machine.js';
import { collectReplies, type Replies } from '../lab/replies.js';
import { withScope } from '../lab/scope.js';
import { isReady } from '../lab/share.js';
import { SHARE_OPTIONS } from '../support/share-options.js';

/** As `npm run build` installs it. Tests run in the root folder of the repository. */
export const HELPER = resolve('build/usr/libexec/share-live-helper');
const SENDER = resolve('build/network/sender.js');

/** What an honest app says first. */
export const INIT = { type: 'init', version: PROTOCOL_VERSION };
export const IMAGE = { type: 'medium', source: 'image' };
export const START = {
    type: 'start',
    ...SHARE_OPTIONS,
    interface: INTERFACE,
};

/** Reading, recognising, the DHCP probe of 5 s, copying, starting; on a busy machine. */
const PATIENCE_MS = 40_000;

/** The root helper of a machine as its app sees it, with which one can also do what no app does. */
export interface Helper {
    readonly replies: Replies['all'];
    readonly waitFor: Replies['waitFor'];
    readonly ended: Promise<Result>;
    /** Its process, or what is about to become it. */
    readonly kill: () => Promise<boolean>;
    /** Sends requests, each as its line. */
    readonly send: (...requests: readonly unknown[]) => void;
    /** Sends bytes as they are; resolves when they are taken, with false where nobody reads them any more. */
    readonly write: (bytes: string | Buffer) => Promise<boolean>;
    readonly hangUp: () => void;
    /** As the app answers `send-image`, with one byte; by default with one descriptor of the file, open for reading. */
    readonly sendDescriptor: (path: string, how?: SendOptions) => Promise<void>;
}

export interface SendOptions {
    /** How bash opens it: `<` for reading, `<>` for both, `>>` for writing. */
    readonly open?: '<' | '<>' | '>>';
    /** How often the descriptor is sent with the byte. */
    readonly times?: 1 | 2;
}

/** Bundles the program that sends descriptors. */
export async function bundleSender(): Promise<void> {
    await esbuild.build({
        ...forGjs({}),
        entryPoints: ['./test/support/gjs-send-descriptors.ts'],
        outfile: SENDER,
    });
}

/** @param helper another one than the one that was built */
export function startHelper(machine: Machine, helper = HELPER): Helper {
    const program = machine.start([helper]);
    const { stdin } = program.child;
    if (stdin === null) throw new Error('no pipe');
    const { all, waitFor } = collectReplies(program);
    const write = (bytes: string | Buffer): Promise<boolean> =>
        new Promise(resolve => {
            stdin.write(bytes, error => {
                resolve(!error);
            });
        });
    return {
        replies: all,
        waitFor,
        ended: program.ended,
        kill: () => program.signal('SIGKILL'),
        write,
        send: (...requests) => {
            for (const request of requests) void write(`${JSON.stringify(request)}\n`);
        },
        hangUp: () => stdin.end(),
        sendDescriptor: async (path, { open = '<', times = 1 } = {}) => {
            const sender = spawn(
                'nsenter',
                [
                    ...['--target', String(machine.pid), '--net', '--mount', '--pid', '--'],
                    ...['bash', '-c', `exec 5${open}"$1"; shift; exec "$@"`, 'bash', path],
                    ...['gjs', '-m', SENDER, ...Array<string>(times).fill('5')],
                ],
                // our end of the socket that is the helper's standard input
                { stdio: [stdin, 'ignore', 'pipe'] },
            );
            let errors = '';
            sender.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
            const [status] = (await once(sender, 'close')) as [number | null];
            if (status !== 0) throw new Error(`the descriptor was not sent: ${errors}`);
        },
    };
}

/** Sends the first requests of an honest app, as far as a medium that is known. */
export async function openMedium(helper: Helper, image: string): Promise<MediumReply> {
    helper.send(INIT, IMAGE);
    await helper.waitFor(isSendImage, 'send-image', PATIENCE_MS);
    await helper.sendDescriptor(image);
    return helper.waitFor(isMedium, 'medium', PATIENCE_MS);
}

/** Shares an image. @returns when clients can come */
export async function shareImage(machine: Machine, image: string, program = HELPER): Promise<Helper> {
    const helper = startHelper(machine, program);
    await openMedium(helper, image);
    helper.send(START);
    await helper.waitFor(isReady, 'ready', PATIENCE_MS);
    return helper;
}

/** Lets a helper end in the ordinary way. @returns its exit status */
export async function stop(helper: Helper): Promise<number | null> {
    helper.send({ type: 'stop' });
    helper.hangUp();
    return (await helper.ended).status;
}

/** @throws where the helper does not say this problem, in whatever way, and end */
export async function expectProblem(helper: Helper, code: ProblemCode): Promise<ProblemReply> {
    const { status } = await helper.ended;
    const problems = helper.replies.filter(isProblem);
    const [first] = problems;
    if (first?.code !== code || problems.length > 1)
        throw new Error(`not the one problem ${code}, but ${JSON.stringify(problems)} and status ${status}`);
    return first;
}

/** The sharing machine and what is around it, for the time of `body`. */
export async function withLab(body: (lab: NamespaceLab) => Promise<void>): Promise<void> {
    await withScope(async scope => body(await makeLab(scope)));
}

export function isProblem(reply: Reply): reply is ProblemReply {
    return reply.type === 'problem';
}

export function isMedium(reply: Reply): reply is MediumReply {
    return reply.type === 'medium';
}

export function isSendImage(reply: Reply): reply is Extract<Reply, { type: 'send-image' }> {
    return reply.type === 'send-image';
}

export function hasStatus(status: ShareStatus): (reply: Reply) => reply is ShareReply {
    return (reply): reply is ShareReply => reply.type === 'share' && reply.status === status;
}
