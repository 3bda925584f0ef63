// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Computer, Program } from '../test/lab/machine.js';
import { onLines } from '../test/lab/process.js';

/** How long a server may take until it serves. */
const READY_MS = 30_000;

/**
 * Starts a server that stays in the foreground, and ends with its machine.
 *
 * @param serves a line of its output that says that it serves
 * @param onLine gets each line of its output
 * @returns it, when it serves
 */
export async function startServer(
    machine: Computer,
    argv: readonly string[],
    serves: RegExp,
    onLine: (line: string) => void = () => undefined,
): Promise<Program> {
    const server = machine.start(argv);
    const { stdout, stderr } = server.child;
    if (stdout === null || stderr === null) throw new Error('no pipes');
    await new Promise<void>((resolve, reject) => {
        const fail = (why: string): void => {
            clearTimeout(timer);
            reject(new Error(`${argv[0]}: ${why}`));
        };
        const timer = setTimeout(() => {
            fail(`does not serve after ${READY_MS / 1000} s`);
        }, READY_MS);
        for (const stream of [stdout, stderr])
            onLines(stream, line => {
                onLine(line);
                if (!serves.test(line)) return;
                clearTimeout(timer);
                resolve();
            });
        server.ended.then(result => {
            fail(`has ended\n${result.stderr}`);
        }, reject);
    });
    return server;
}
