// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// golden.ts: writes anew what becomes of the menus in test/unit/menu/fixtures. What has changed is to be read with git diff.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { goldenText, parseBundle } from '../support/menu-bundle.js';

const FOLDER = 'test/unit/menu/fixtures';

for (const name of readdirSync(FOLDER).filter(file => file.endsWith('.txt'))) {
    const golden = goldenText(parseBundle(readFileSync(join(FOLDER, name), 'utf8')));
    writeFileSync(join(FOLDER, name.replace(/\.txt$/, '.snap')), golden);
}
