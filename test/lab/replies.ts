// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Reply } from '../../src/backend/protocol/messages.js';
import type { Program } from './machine.js';
import { onLines } from './process.js';

/** What a program says in lines of JSON, as it comes. */
export interface Replies {
    /** All that it has said so far. */
    readonly all: readonly Reply[];
    /** @throws where nothing that `wanted` accepts was or is said in time, and at once where the program ends first */
    waitFor<T extends Reply>(
        wanted: (reply: Reply) => reply is T,
        what: string,
        timeoutMs: number,
    ): Promise<T>;
}

export function collectReplies(program: Program, onReply: (reply: Reply) => void = () => undefined): Replies {
    const { stdout } = program.child;
    if (stdout === null) throw new Error('no pipe');
    const all: Reply[] = [];
    let waiting: (() => void)[] = [];
    let over: string | null = null;
    function checkAll(): void {
        for (const check of waiting) check();
    }
    onLines(stdout, line => {
        const reply = JSON.parse(line) as Reply;
        all.push(reply);
        onReply(reply);
        checkAll();
    });
    const isOver = (how: string): void => {
        over = how;
        checkAll();
    };
    program.ended.then(
        ({ status, stderr }) => {
            isOver(`it has ended with status ${status}\n${stderr}`);
        },
        (error: unknown) => {
            isOver(String(error));
        },
    );

    function waitFor<T extends Reply>(
        wanted: (reply: Reply) => reply is T,
        what: string,
        timeoutMs: number,
    ): Promise<T> {
        return new Promise((resolve, reject) => {
            const done = (): void => {
                clearTimeout(timer);
                waiting = waiting.filter(other => other !== check);
            };
            const fail = (why: string): void => {
                done();
                const last = all.slice(-5).map(reply => JSON.stringify(reply));
                reject(new Error(`the share did not say “${what}”: ${why}\n${last.join('\n')}`));
            };
            const check = (): void => {
                const reply = all.find(wanted);
                if (reply !== undefined) {
                    done();
                    resolve(reply);
                } else if (over !== null) fail(over);
            };
            const timer = setTimeout(() => {
                fail(`nothing for ${timeoutMs / 1000} s`);
            }, timeoutMs);
            waiting.push(check);
            check();
        });
    }
    return { all, waitFor };
}
