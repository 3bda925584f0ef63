// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Computer } from '../test/lab/machine.js';

/** Runs a program to its end. @returns its standard output. @throws where its status is not 0 */
export async function checked(computer: Computer, argv: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await computer.exec(argv);
    if (status !== 0) throw new Error(`${argv.join(' ')}: status ${status}\n${stdout}${stderr}`);
    return stdout;
}
