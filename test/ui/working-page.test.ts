// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Problem } from '../../src/backend/protocol/problem.js';
import { backend, focused, isThere, last, press, setUp, shows, withWindow } from './opened-window.js';
import { MEDIUM } from './scenes.js';
import { settle } from './widgets.js';

describe('working', () => {
    withWindow();
    it('says what happens, with the progress of the copy', async () => {
        await setUp();
        await press('Start Sharing');
        shows('Starting…');
        const { reply } = last(backend.shares);
        reply({ type: 'share', status: 'waiting-for-cable' });
        await settle();
        shows('Plug In a Cable');
        reply({ type: 'share', status: 'probing', interface: 'enp3s0' });
        await settle();
        shows('Looking at the Network…');
        reply({ type: 'share', status: 'copying', fraction: 0.426 });
        await settle();
        shows('Preparing the Image…', '43%');
        reply({ type: 'share', status: 'starting' });
        await settle();
        shows('Starting…');
    });
    it('is cancelled, and is back at the start only when all is undone', async () => {
        await setUp();
        await press('Start Sharing');
        await press('Cancel');
        assert.equal(last(backend.shares).stops, 1);
        shows('Stopping…');
        assert.ok(!isThere('Cancel'));
        last(backend.shares).reply({ type: 'share', status: 'ready', mode: 'own-dhcp' });
        await settle();
        shows('Stopping…');
        last(backend.shares).end();
        await settle();
        focused('Start Sharing');
    });
    it('that was not permitted says so in passing', async () => {
        await setUp();
        await press('Start Sharing');
        last(backend.shares).end(new Problem('dismissed'));
        await settle();
        shows('Sharing needs your permission', MEDIUM.name);
        focused('Start Sharing');
    });
});
