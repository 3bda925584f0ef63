// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { readText } from '../lib/files.js';
import { parseNeighbour } from './parse.js';

/**
 * @returns the MAC behind an address on an interface, as the kernel knows it: of a machine that has just asked for
 *     something, it does
 */
export function readNeighbour(interfaceName: string, address: string): string | null {
    return parseNeighbour(readText('/proc/net/arp') ?? '', interfaceName, address);
}
