// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A live image with a desktop and Share Live on it: image.ts [--light]. As root; the package has been made before.
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { liveMedium } from '../lab/live-medium.js';
import { Interrupted, withScope } from '../lab/scope.js';

const FOLDER = 'build/live-image';

try {
    const args = process.argv.slice(2);
    if (args.some(each => each !== '--light')) {
        console.error('usage: npm run live-image -- [--light]');
        process.exit(2);
    }
    const desktop = args.includes('--light') ? 'light' : 'gnome';
    const made = await withScope(() => liveMedium(desktop));
    await mkdir(FOLDER, { recursive: true });
    const path = join(FOLDER, `share-live-${desktop}-amd64.iso`);
    await copyFile(made, path);
    console.log(path);
} catch (error) {
    console.error(error instanceof Interrupted ? `\n${error.message}` : error);
    process.exit(1);
}
