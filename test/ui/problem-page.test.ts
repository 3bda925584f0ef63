// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import Adw from 'gi://Adw?version=1';

import { Problem } from '../../src/backend/protocol/problem.js';
import {
    backend,
    focused,
    isShown,
    last,
    press,
    setUp,
    share,
    shows,
    window,
    withWindow,
} from './opened-window.js';
import { settle, walk } from './widgets.js';

describe('a problem', () => {
    withWindow();
    const fail = async (): Promise<void> => {
        await share();
        last(backend.shares).reply({
            type: 'problem',
            code: 'engine-failed',
            params: { engine: 'a <b>& c' },
            detail: 'exit status 2',
            fatal: true,
        });
        await settle();
    };
    it('is shown when everything is undone, its details behind it', async () => {
        await fail();
        shows('Stopping…');
        last(backend.shares).end();
        await settle();
        shows('Sharing Did Not Work', 'A program that sharing needs has failed: a <b>& c');
        assert.ok(!isShown('exit status 2'));
        for (const each of walk(window)) if (each instanceof Adw.ExpanderRow) each.expanded = true;
        await settle();
        shows('engine-failed\nexit status 2');
        focused('Try Again');
        await press('Copy the Details');
        shows('Details copied');
    });
    it('of a helper that died while sharing is shown too', async () => {
        await share();
        last(backend.shares).end(new Problem('internal', {}, 'killed by signal 9'));
        await settle();
        shows('Something went wrong');
    });
    it('can be tried again, with the medium read anew', async () => {
        await fail();
        last(backend.shares).end();
        await settle();
        const begun = backend.recognitions.length;
        await press('Try Again');
        assert.equal(backend.recognitions.length, begun + 1);
        await setUp();
        focused('Start Sharing');
    });
});
