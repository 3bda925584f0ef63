// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ProblemCode } from '../protocol/problem.js';

/** open(2) on Linux: the bits for reading and writing, and O_PATH, which anyone gets for any file. */
const ACCESS_MODE = 0o3;
const O_RDWR = 0o2;
const O_PATH = 0o10000000;

/** Whether a file was opened for reading and writing. @param fdinfo as below */
export function opensForWriting(fdinfo: string): boolean {
    const flags = parseInt(/^flags:\s*([0-7]+)$/m.exec(fdinfo)?.[1] ?? '0', 8);
    return (flags & O_PATH) === 0 && (flags & ACCESS_MODE) === O_RDWR;
}

/**
 * Whether a file was opened for reading and nothing else.
 *
 * @param fdinfo the text of /proc/PID/fdinfo/N (proc(5)): `flags:` in octal
 * @returns null, or the problem with it
 */
export function descriptorFault(fdinfo: string): ProblemCode | null {
    const octal = /^flags:\s*([0-7]+)$/m.exec(fdinfo)?.[1];
    if (octal === undefined) return 'image-unreadable';
    const flags = parseInt(octal, 8);
    if ((flags & O_PATH) !== 0) return 'image-unreadable';
    return (flags & ACCESS_MODE) === 0 ? null : 'image-writable';
}
