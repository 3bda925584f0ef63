// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { join } from 'node:path';

import { runChecked } from '../test/lab/process.js';

/**
 * How much work a client has had so far: on a busy machine it grows less than the time that has passed.
 *
 * @param folder that of the running virtual machine
 * @returns seconds of processor time
 */
export async function processorTime(folder: string): Promise<number> {
    const processes = await runChecked(['ps', '--no-headers', '-ww', '-eo', 'cputimes,args']);
    const own = `path=${join(folder, 'serial.socket')},`;
    for (const line of processes.split('\n')) {
        const [, seconds, args] = /^ *(\d+) (qemu-system-.*)$/.exec(line) ?? [];
        if (args?.includes(own) === true) return Number(seconds);
    }
    throw new Error(`no virtual machine with its files in ${folder}`);
}
