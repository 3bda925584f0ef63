// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Problem } from '../protocol/problem.js';

/**
 * Lets only a name through that cannot be an option, a path or a part of a configuration's syntax. The kernel itself
 * allows much more (dev_valid_name: up to 15 bytes, no slash, colon or white space).
 *
 * @returns the name. @throws Problem `interface-refused`.
 */
export function checkInterfaceName(name: string): string {
    if (!/^[A-Za-z0-9._][A-Za-z0-9._-]{0,14}$/.test(name) || name === '.' || name === '..')
        throw new Problem('interface-refused');
    return name;
}
