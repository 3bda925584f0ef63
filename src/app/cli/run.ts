// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import { onEndSignals } from '../../backend/lib/end-signals.js';
import type { Reply, Stage } from '../../backend/protocol/messages.js';
import { toProblem, type Problem } from '../../backend/protocol/problem.js';
import { fill } from '../fill.js';
import type { Helper } from '../helper-client.js';
import { giveStores } from '../give-stores.js';
import { startSession } from '../helper-session.js';
import { openImage, type OpenedImage } from '../open-image.js';
import { openSession, type Session } from '../session.js';
import { EXIT, exitCode } from './exit-codes.js';
import type { CliOptions } from './options.js';
import { statusLine } from './status-lines.js';

const _ = Gettext.gettext;

function noEntry(title: string, entries: readonly string[]): string {
    const text = fill(_('The medium’s menu has no entry “{title}”. It has:'), { title });
    return [text, ...entries.map(entry => `  ${entry}`)].join('\n');
}

/**
 * Shares from the command line until it is interrupted, or prints the plan.
 *
 * @returns the exit code, when the helper has undone everything and ended
 */
export async function runCli(options: CliOptions): Promise<number> {
    let status: number = EXIT.stopped;
    let image: OpenedImage | null = null;
    const stages = new Map<string, Stage>();

    const say = (reply: Reply): void => {
        if (options.json) return print(JSON.stringify(reply));
        if (reply.type === 'client') {
            // a client's bytes grow every second; a person wants its stages
            const { mac, stage } = reply.client;
            if (stages.get(mac) === stage) return;
            stages.set(mac, stage);
        }
        const line = statusLine(reply);
        if (line === null) return;
        if (reply.type === 'problem') printerr(line);
        else print(line);
    };
    const fail = (problem: Problem): void => {
        status = exitCode(problem.code);
        const { code, params, detail } = problem;
        say({ type: 'problem', code, params, detail, fatal: true });
    };

    let helper: Helper;
    const stores = options.keep === null ? null : giveStores(options.keep);
    let session: Session;
    try {
        session = await openSession(options.likeSession);
        if (options.image !== null) image = await openImage(options.image);
        helper = startSession(!options.plan, image, reply => {
            stores?.answer(reply, helper, say);
            if (reply.type === 'send-files' && session.archive !== null)
                helper.sendDescriptor(session.archive.descriptor);
            say(reply);
            switch (reply.type) {
                case 'medium': {
                    const { entries } = reply.medium;
                    const entry = options.entry === null ? 0 : entries.indexOf(options.entry);
                    if (entry < 0) {
                        status = EXIT.usage;
                        printerr(noEntry(options.entry ?? '', entries));
                        helper.send({ type: 'stop' });
                        break;
                    }
                    helper.send({
                        type: options.plan ? 'plan' : 'start',
                        interface: options.interface,
                        ...session.options,
                        keep: options.keep !== null,
                        entry,
                        inMemory: options.inMemory,
                        ask: options.ask,
                    });
                    break;
                }
                case 'plan':
                    helper.send({ type: 'stop' });
                    break;
                case 'problem':
                    if (status === EXIT.stopped) status = exitCode(reply.code);
                    break;
                default:
                    break;
            }
        });
    } catch (error) {
        fail(toProblem(error));
        return status;
    }
    await onEndSignals(() => {
        helper.send({ type: 'stop' });
    });
    const problem = await helper.ended;
    image?.close();
    stores?.close();
    session.archive?.close();
    if (problem !== null) fail(problem);
    return status;
}
