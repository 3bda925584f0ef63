// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { checkInterfaceName } from '../../../src/backend/network/interface-name.js';

describe('checkInterfaceName', () => {
    for (const name of ['e', 'eth0', 'enp0s31f6', 'enx00e04c680001', 'eth0.7', 'br-lan_1', '..a'])
        it(`lets ${name} through`, () => {
            assert.equal(checkInterfaceName(name), name);
        });
    const hostile = [
        '',
        '.',
        '..',
        'sixteen-letters-',
        'eth0 ',
        ' eth0',
        'eth0\n',
        'eth0\ndhcp-script=/tmp/x',
        'a/b',
        'eth*',
        'eth0;id',
        'eth"0',
        '$(id)',
        'eth0@if2',
        'eth0:1',
        '-eth0',
        '--help',
        'ethé',
        'eth0\0',
        '%s',
    ];
    for (const name of hostile)
        it(`refuses ${JSON.stringify(name)}`, () => {
            assert.throws(() => checkInterfaceName(name), { code: 'interface-refused' });
        });
});
