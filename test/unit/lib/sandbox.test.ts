// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { programOf, sandboxed } from '../../../src/backend/lib/sandbox.js';

describe('programOf', () => {
    it('names the program that people know, not what confines it', () => {
        const argv = sandboxed({ binds: [], capabilities: ['net_raw'] }, [
            '/usr/sbin/dhcpcd',
            '--test',
            '--',
            'eth0',
        ]);
        assert.equal(programOf(argv), 'dhcpcd');
        assert.equal(programOf(['rpc.nfsd', '--', '8']), 'rpc.nfsd');
        assert.equal(programOf([]), '');
    });
});

describe('sandboxed', () => {
    const isBounded = (unprivileged: boolean): boolean =>
        sandboxed({ binds: [], capabilities: [], unprivileged }, ['true']).includes('--bounding-set=-all');
    it('takes capabilities away from root, and tries it with nobody else', () => {
        assert.equal(isBounded(false), true);
        assert.equal(isBounded(true), false);
    });
});
