// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import Adw from 'gi://Adw?version=1';

import { SocketRow } from '../../src/app/window/socket-row.js';
import { Problem, type ProblemCode } from '../../src/backend/protocol/problem.js';
import {
    backend,
    controller,
    focused,
    isShown,
    isThere,
    last,
    press,
    setUp,
    share,
    shows,
    window,
    withWindow,
} from './opened-window.js';
import { fakePackageKit } from './fake-package-kit.js';
import { MEDIUM, SEVERAL_SOCKETS } from './scenes.js';
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
    const end = async (code: ProblemCode): Promise<void> => {
        last(backend.shares).end(new Problem(code, { interface: 'eth0' }));
        await settle();
    };
    it('of an image offers to choose another', async () => {
        await share();
        await end('no-loader');
        focused('Choose Another Image…');
        assert.ok(isShown('Try Again'));
    });
    it('of a network offers to choose another, where there are several', async () => {
        await share();
        await end('interface-not-managed');
        focused('Try Again');
        assert.ok(!isShown('Choose Another Network'));
        controller.networksChanged(SEVERAL_SOCKETS);
        await settle();
        await press('Choose Another Network');
        last(backend.recognitions).read(MEDIUM);
        await settle();
        shows('Realtek Ethernet');
        assert.ok(window.get_focus()?.get_ancestor(SocketRow.$gtype) !== null);
    });
    it('leaves what the clients are to start as it was chosen, for another try', async () => {
        await setUp();
        controller.chooseEntry(1);
        await press('Start Sharing');
        await end('port-busy');
        await press('Try Again');
        last(backend.recognitions).read(MEDIUM);
        await settle();
        await press('Start Sharing');
        assert.equal(last(backend.shares).wish.entry, 1);
        await end('port-busy');
        await press('Try Again');
        last(backend.recognitions).read({ ...MEDIUM, entries: ['Another system'] });
        await settle();
        await press('Start Sharing');
        assert.equal(last(backend.shares).wish.entry, 0);
    });
    it('of what is to be kept offers to share without that', async () => {
        controller.keepFiles('/srv');
        await share();
        await end('keep-needs-nfs');
        await press('Share Without Keeping Files');
        last(backend.recognitions).read(MEDIUM);
        await settle();
        await press('Start Sharing');
        assert.equal(last(backend.shares).wish.keepFolder, null);
    });
    const lackNginx = async (): Promise<void> => {
        await share();
        last(backend.shares).end(new Problem('engine-missing', { engine: 'nginx' }));
        await settle();
    };
    it('offers to install a program that is missing, and goes on when it is there', async () => {
        const packageKit = await fakePackageKit();
        try {
            await lackNginx();
            shows('A program that sharing needs is not installed: nginx');
            focused('Install It…');
            packageKit.agrees = false;
            await press('Install It…');
            await settle(300);
            shows('It was not installed');
            const begun = backend.recognitions.length;
            packageKit.agrees = true;
            await press('Install It…');
            await settle(300);
            assert.deepEqual(packageKit.requests, [['/usr/sbin/nginx'], ['/usr/sbin/nginx']]);
            assert.equal(backend.recognitions.length, begun + 1);
        } finally {
            packageKit.leave();
        }
    });
    it('says where nobody is there who could install it', async () => {
        await lackNginx();
        await press('Install It…');
        await settle(300);
        shows('No program here can install it for you');
    });
    it('offers no installation where that does not help', async () => {
        await fail();
        last(backend.shares).end();
        await settle();
        assert.ok(!isThere('Install It…'));
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
