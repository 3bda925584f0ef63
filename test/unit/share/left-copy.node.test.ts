// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

import { COPY_FOLDER } from '../../../src/backend/share/paths.js';

it('the copy of an image that a power cut left is removed at boot, and only then', () => {
    const lines = readFileSync('data/tmpfiles.conf', 'utf8').split('\n');
    assert.deepEqual(
        lines.filter(line => line !== '' && !line.startsWith('#')),
        [`R! ${COPY_FOLDER}`],
    );
});
