// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { readText } from './files.js';
import { run } from './process.js';
import { isRoot } from './unprivileged.js';

/**
 * Whether the kernel can do a file system, or has a module for it; as root the module is loaded. A loaded module is
 * nothing that anybody notices, and is left.
 */
export async function kernelHas(fileSystem: string, module: string): Promise<boolean> {
    if (hasFileSystem(fileSystem)) return true;
    const { status } = await run(['modprobe', '--quiet', ...(isRoot() ? [] : ['--dry-run']), '--', module]);
    return status === 0 && (!isRoot() || hasFileSystem(fileSystem));
}

/** /proc/filesystems: a name per line, `nodev` before those without a device. */
function hasFileSystem(name: string): boolean {
    return (readText('/proc/filesystems') ?? '').split(/\s+/).includes(name);
}
