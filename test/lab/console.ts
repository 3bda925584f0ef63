// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { createWriteStream } from 'node:fs';
import type { Socket } from 'node:net';

/** The serial console of a virtual machine. */
export interface Console {
    /**
     * Waits for text that has not been waited for before.
     *
     * @throws where it does not come in time, where the machine ends, and at once where `failure` is seen instead.
     */
    waitFor(pattern: RegExp, timeoutMs: number): Promise<RegExpExecArray>;
    send(text: string): void;
    /** Logs in as root, who has no password; to be called once, before `ask`. */
    logIn(timeoutMs: number): Promise<void>;
    /** Runs one line in the shell. @returns what it wrote. @throws where its status is not 0. */
    ask(command: string, timeoutMs?: number): Promise<string>;
}

/** How long a command may take inside, where nothing else is said: without KVM even `true` can take seconds. */
const ASK_TIMEOUT_MS = 60_000;

/**
 * @param socket the serial line
 * @param logPath where to keep a copy, each line with its time
 * @param failure what means that the machine will not come further
 */
export function openConsole(socket: Socket, logPath: string, failure: RegExp): Console {
    const log = createWriteStream(logPath);
    const started = Date.now();
    /** What has come and was not waited for yet. */
    let text = '';
    let checks: (() => void)[] = [];
    let atLineStart = true;
    let asked = 0;
    let unfinished = '';

    function keep(part: string): void {
        for (const line of part.split(/(?<=\n)/)) {
            if (atLineStart) log.write(`[${((Date.now() - started) / 1000).toFixed(3).padStart(8)}] `);
            log.write(line);
            atLineStart = line.endsWith('\n');
        }
    }
    function checkAll(): void {
        for (const check of checks) check();
    }
    socket.setEncoding('utf8');
    socket.on('data', (data: string) => {
        // The beginning of an escape sequence waits for its end.
        const [, whole = '', beginning = ''] = /^(.*?)(\x1b\[?[0-9;?]*)?$/s.exec(unfinished + data) ?? [];
        unfinished = beginning;
        const part = plain(whole);
        keep(part);
        text += part;
        checkAll();
    });
    socket.on('close', () => {
        log.end();
        checkAll();
    });

    function waitFor(pattern: RegExp, timeoutMs: number): Promise<RegExpExecArray> {
        return new Promise((resolve, reject) => {
            const done = (): void => {
                clearTimeout(timer);
                checks = checks.filter(other => other !== check);
            };
            const fail = (why: string): void => {
                done();
                reject(new Error(`${why} (waited for ${pattern}). Its last words:\n${text.slice(-1500)}`));
            };
            const check = (): void => {
                const match = pattern.exec(text);
                const failed = failure.exec(text);
                if (match !== null) {
                    done();
                    text = text.slice(match.index + match[0].length);
                    resolve(match);
                } else if (failed !== null) fail(`the machine said “${failed[0]}”`);
                else if (socket.destroyed) fail('the machine has ended');
            };
            const timer = setTimeout(() => {
                fail(`nothing for ${timeoutMs / 1000} s`);
            }, timeoutMs);
            checks.push(check);
            check();
        });
    }
    function send(line: string): void {
        socket.write(line);
    }
    async function logIn(timeoutMs: number): Promise<void> {
        await waitFor(/login: $/, timeoutMs);
        send('root\n');
        await waitFor(/# $/, timeoutMs);
    }
    async function ask(command: string, timeoutMs = ASK_TIMEOUT_MS): Promise<string> {
        const id = ++asked;
        // The terminal's echo shows the format, never the mark itself.
        send(`printf '<%s-${id}>\\n' begin; { ${command}; }; printf '<%s-${id}:%s>\\n' end $?\n`);
        await waitFor(new RegExp(`<begin-${id}>\n`), timeoutMs);
        const end = await waitFor(new RegExp(`<end-${id}:(\\d+)>\n`), timeoutMs);
        const answer = end.input.slice(0, end.index);
        if (end[1] !== '0') throw new Error(`in the client, “${command}”: status ${end[1]}\n${answer}`);
        return answer;
    }
    return { waitFor, send, logIn, ask };
}

/** Without carriage returns and without the escape sequences that move, colour and ask (ECMA-48). */
function plain(text: string): string {
    return text.replace(/\x1b(\[[0-?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78c])/g, '').replace(/\r/g, '');
}
