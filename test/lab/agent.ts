// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { once } from 'node:events';
import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';

import type { Result } from './machine.js';
import { onLines } from './process.js';

/**
 * Runs commands in a virtual machine, started with the path of its end of a virtio serial port. Each line that comes
 * is a command for bash, in base64; back come its lines, each with the descriptor it was written to in front, and at
 * the end of all who could write more, `=` and the status. `0` is the agent itself: that it is there, and the
 * command's process id. One command at a time.
 */
export const AGENT_SCRIPT = `#!/bin/bash
exec 3<>"$1"
# Many lines at once: what reaches the port a line at a time takes a hundred times as long.
exec 4> >(cat >&3)
tagged() { sed --unbuffered "s/^/$1 /" >&4; }
echo '0 ready' >&4
while read -r line <&3; do
    command=$(base64 --decode <<< "$line")
    status=$({ { { bash -c "$command" 3>&- 5>&- 6>&-; echo $? >&5; } 2>&1 >&6 | tagged 2; } 6>&1 | tagged 1; } 5>&1)
    # a last line may have no end
    printf '\\n= %s\\n' "$status" >&4
done
`;

/** A program in the virtual machine. */
export interface AgentProgram {
    readonly child: { readonly stdout: PassThrough; readonly stderr: PassThrough };
    readonly pid: Promise<number>;
    /** Resolves when nothing can write to its standard streams any more, with all that was written. */
    readonly ended: Promise<Result>;
}

/** Starts a program. @throws (by `ended`) where the machine ends first */
export type Agent = (argv: readonly string[]) => AgentProgram;

/** @param socket the host's end of the port; resolves when the agent is there */
export async function connectAgent(socket: Socket): Promise<Agent> {
    interface Running {
        readonly program: AgentProgram;
        readonly take: (descriptor: string, text: string) => void;
        readonly fail: (error: Error) => void;
    }
    let running: Running | null = null;
    let isReady: () => void = () => undefined;
    const ready = new Promise<void>(resolve => (isReady = resolve));
    onLines(socket, line => {
        if (line === '') return;
        if (line === '0 ready') isReady();
        else running?.take(line.charAt(0), line.slice(2));
    });
    const closed = once(socket, 'close').then(() => {
        const error = new Error('the virtual machine has ended');
        running?.fail(error);
        throw error;
    });
    closed.catch(() => undefined);
    await Promise.race([ready, closed]);

    return argv => {
        if (running !== null) throw new Error(`the agent is busy: ${argv.join(' ')}`);
        const stdout = new PassThrough();
        const stderr = new PassThrough();
        const result = { stdout: '', stderr: '' };
        let knowPid: (pid: number) => void = () => undefined;
        const pid = new Promise<number>(resolve => (knowPid = resolve));
        let end: (result: Result) => void = () => undefined;
        let fail: (error: Error) => void = () => undefined;
        const ended = new Promise<Result>((resolve, reject) => {
            end = resolve;
            fail = reject;
        });
        // Whoever does not wait for the end need not know.
        ended.catch(() => undefined);
        running = {
            program: { child: { stdout, stderr }, pid, ended },
            take: (descriptor, text) => {
                if (descriptor === '0') knowPid(Number(text));
                else if (descriptor === '1') {
                    result.stdout += `${text}\n`;
                    stdout.write(`${text}\n`);
                } else if (descriptor === '2') {
                    result.stderr += `${text}\n`;
                    stderr.write(`${text}\n`);
                } else {
                    running = null;
                    stdout.end();
                    stderr.end();
                    end({ ...result, status: Number(text) });
                }
            },
            fail,
        };
        const command = `echo "0 $$" >&4; exec ${argv.map(quoted).join(' ')} 4>&-`;
        socket.write(`${Buffer.from(command).toString('base64')}\n`);
        return running.program;
    };
}

/** A word for a shell that takes it as it is. */
export function quoted(word: string): string {
    return `'${word.replace(/'/g, `'\\''`)}'`;
}
