// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import Gtk from 'gi://Gtk?version=4.0';

import { Problem } from '../../src/backend/protocol/problem.js';
import { modeText } from '../../src/app/window/network-text.js';
import {
    answer,
    asked,
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
import {
    clientReply,
    IMAGE,
    inMemoryReply,
    MEDIUM,
    NOTICE,
    failedReply,
    laterReply,
    refusedReply,
    silentReply,
    SLOW_SWITCH,
    verdicts,
} from './scenes.js';
import { fakePackageKit } from './fake-package-kit.js';
import { settle, texts, walk } from './widgets.js';

describe('sharing', () => {
    withWindow();
    it('says what to do, and who gives out the addresses', async () => {
        await share();
        shows(
            'Ready',
            'Press F12, F9 or Esc',
            'This computer gives the others',
            'No computer has started yet',
        );
        assert.ok(!isShown('No computer can start'));
    });
    it('beside a router leaves the addresses to that', async () => {
        await setUp();
        await press('Start Sharing');
        last(backend.shares).reply({ type: 'share', status: 'ready', mode: 'proxy-dhcp' });
        await settle();
        shows(modeText('proxy-dhcp'));
    });
    it('says what Secure Boot keeps from starting, and what helps', async () => {
        await setUp();
        await press('Start Sharing');
        const secureBoot = verdicts('beside-dhcp-server');
        last(backend.shares).reply({
            type: 'share',
            status: 'ready',
            mode: 'proxy-dhcp',
            verdicts: secureBoot,
        });
        await settle();
        shows(modeText('proxy-dhcp'), 'connect it straight to this one by a cable');
    });
    it('says why each computer copies the whole system', async () => {
        for (const [memoryOnly, text] of [
            ['other-files', 'The medium holds other files'],
            ['no-nfs-server', 'has no NFS server'],
        ] as const) {
            await setUp();
            await press('Start Sharing');
            last(backend.shares).reply({ type: 'share', status: 'ready', mode: 'own-dhcp', memoryOnly });
            await settle();
            shows(text);
            assert.equal(isThere('Install an NFS Server…'), memoryOnly === 'no-nfs-server');
            await press('Stop Sharing');
            last(backend.shares).end();
            await settle();
        }
    });
    it('offers to install an NFS server where there is none, and goes on meanwhile', async () => {
        const packageKit = await fakePackageKit();
        try {
            await setUp();
            await press('Start Sharing');
            const { reply } = last(backend.shares);
            reply({ type: 'share', status: 'ready', mode: 'own-dhcp', memoryOnly: 'no-nfs-server' });
            await settle();
            await press('Install an NFS Server…');
            reply(clientReply(1, 'menu', 2000));
            await settle(300);
            assert.deepEqual(packageKit.requests, [['/usr/sbin/rpc.nfsd']]);
            shows('Ready', 'Stop sharing and start again to make use of it', 'Shows the start menu');
        } finally {
            packageKit.leave();
        }
    });
    it('has a row per computer, which follows it', async () => {
        await share();
        const { reply } = last(backend.shares);
        reply(clientReply(1, 'address', 0, null));
        reply(clientReply(2, 'menu', 2000));
        await settle();
        shows('52:54:00:00:00:01', 'Connected', '10.64.0.2', 'Shows the start menu', '2.0 kB');
        assert.ok(!isShown('No computer has started yet'));
        reply(clientReply(2, 'running', 5_000_000));
        await settle();
        shows('Runs', '5.0 MB');
        assert.ok(!isShown('Shows the start menu'));
    });
    it('says that the medium may go when every computer has its own system in its memory', async () => {
        await share();
        const { reply } = last(backend.shares);
        reply(inMemoryReply(1, 'root'));
        await settle();
        assert.ok(!isShown('memory'));
        reply(inMemoryReply(1, 'running'));
        reply(refusedReply(3, 'http'));
        await settle();
        shows('Runs from its own memory', 'they no longer need this one, nor the medium');
        reply(clientReply(2, 'running', 2000));
        await settle();
        assert.ok(!isShown('nor the medium'));
    });
    it('says why a computer cannot start, until it does', async () => {
        await share();
        const { reply } = last(backend.shares);
        reply(refusedReply(1, 'http'));
        await settle();
        shows('52:54:00:00:00:01', 'Choose “PXE” in its start menu instead');
        assert.ok(!isShown('Connected') && !isShown('0 bytes'));
        reply(clientReply(1, 'loader', 2000));
        await settle();
        shows('10.64.0.1', 'Loads the start menu', '2.0 kB');
        assert.ok(!isShown('Cannot start'));
    });
    it('says whose files are kept, and that the medium may not go then', async () => {
        await share();
        const { reply } = last(backend.shares);
        const { client } = inMemoryReply(1, 'running');
        reply({ type: 'client', client: { ...client, keeps: true } });
        await settle();
        shows('Runs; its files are kept here');
        assert.ok(!isShown('nor the medium'));
        reply({ type: 'notice', code: 'files-not-kept', params: { computer: client.mac } });
        await settle();
        shows(`The files of the computer ${client.mac} are not kept`);
    });
    it('says how far a computer is, for how long it runs, and where it stands still', async () => {
        await share();
        const { reply } = last(backend.shares);
        const isIllustrated = (): boolean =>
            [...walk(window)].some(widget => widget instanceof Gtk.Picture && widget.get_mapped());
        assert.ok(isIllustrated());
        reply(clientReply(1, 'initrd', 13_500_000));
        await settle();
        shows('Loads the system: 25%');
        assert.ok(!isIllustrated(), 'the computers are what one looks at');
        reply(clientReply(1, 'initramfs', 60_000_000));
        await settle();
        shows('Starts the system');
        reply(laterReply(clientReply(1, 'running', 60_000_000), 1));
        await settle();
        shows('Runs · 1 minute');
        reply(laterReply(clientReply(1, 'running', 60_000_000), 150));
        await settle();
        shows('Runs · 2 hours');
        reply(silentReply(clientReply(1, 'running', 60_000_000)));
        await settle();
        shows('Does not answer');
        reply(laterReply(clientReply(1, 'loader', 60_000_000), 5));
        await settle();
        shows('turn Secure Boot off');
        reply(laterReply(clientReply(1, 'address', 0), 5));
        await settle();
        shows('did not start from here');
    });
    it('says how much is sent, once something is', async () => {
        await share();
        assert.ok(!isShown('/s'));
        last(backend.shares).reply(clientReply(1, 'initrd', 1));
        await settle(1200);
        shows('/s');
    });
    it('says why a computer did not go on, until it starts anew', async () => {
        await share();
        const { reply } = last(backend.shares);
        reply(failedReply(1, { reason: 'memory', detail: '970 3584' }));
        await settle();
        shows('10.64.0.1', '970.0 MiB; it needs 3.5 GiB', '31.0 MB');
        assert.ok(!isShown('Starts the system'));
        reply(failedReply(1, { reason: 'start', detail: 'mount.nfs: access denied' }));
        await settle();
        shows('Could not start the system');
        reply(clientReply(1, 'loader', 2000));
        await settle();
        shows('Loads the start menu');
        assert.ok(!isShown('Could not start'));
    });
    it('says that another device gives out the addresses, until it ends', async () => {
        await share();
        assert.ok(!isShown('Another device'));
        last(backend.shares).reply(NOTICE);
        last(backend.shares).reply(clientReply(1, 'running', 1));
        await settle();
        shows('Another device (192.168.1.1) began to hand out addresses', '10.64.0.1', 'Runs');
        for (const text of ['Ready', 'Press F12', 'This computer gives the others'])
            assert.ok(!isShown(text), text);
        await press('Stop Sharing');
        await answer('Stop');
        last(backend.shares).end();
        await share();
        assert.ok(!isShown('Another device'));
        shows('Ready', 'Press F12', 'This computer gives the others');
    });
    it('says that the switch may want a second try, beside what to do', async () => {
        await share();
        last(backend.shares).reply(SLOW_SWITCH);
        await settle();
        shows('may need a second try', 'Ready', 'Press F12', 'This computer gives the others');
        await press('Stop Sharing');
        last(backend.shares).end();
    });
    it('is stopped', async () => {
        await share();
        await press('Stop Sharing');
        assert.equal(last(backend.shares).stops, 1);
        shows('Stopping…');
        last(backend.shares).end();
        await settle();
        shows(MEDIUM.name);
        focused('Start Sharing');
    });
    it('begins without the computers of the last time', async () => {
        await share();
        last(backend.shares).reply(clientReply(1, 'menu', 1));
        await press('Stop Sharing');
        last(backend.shares).end();
        await share();
        shows('No computer has started yet');
    });
    it('does not take another image', async () => {
        await share();
        const begun = backend.recognitions.length;
        controller.choose(IMAGE);
        assert.equal(backend.recognitions.length, begun);
        assert.equal(window.lookup_action('choose-image')?.get_enabled(), false);
    });
    it('is stopped only after a question where computers run from it, and not at all where that is cancelled', async () => {
        await share();
        const { reply } = last(backend.shares);
        reply(clientReply(1, 'running', 1));
        reply(clientReply(2, 'root', 1));
        // none of these needs it
        reply(clientReply(3, 'menu', 1));
        reply(inMemoryReply(4, 'running'));
        reply(silentReply(clientReply(5, 'running', 1)));
        reply(refusedReply(6, 'uefi-32'));
        await press('Stop Sharing');
        assert.ok(texts(asked()).some(text => text.startsWith('2 computers run from this one')));
        await answer('Cancel');
        assert.equal(last(backend.shares).stops, 0);
        shows('Ready');
        await press('Stop Sharing');
        await answer('Stop');
        assert.equal(last(backend.shares).stops, 1);
        shows('Stopping…');
        last(backend.shares).end();
        await settle();
    });
    it('goes on without the window where the person wants that, and shows again what goes wrong', async () => {
        await share();
        let hidden = 0;
        window.onHidden = () => void hidden++;
        window.close();
        await answer('Cancel');
        assert.ok(window.visible);
        window.close();
        await answer('Keep Sharing');
        assert.equal(hidden, 1);
        assert.ok(!window.visible);
        assert.equal(last(backend.shares).stops, 0);
        last(backend.shares).reply(clientReply(1, 'running', 1));
        await settle();
        assert.ok(!window.visible);
        last(backend.shares).end(new Problem('network-changed', { interface: 'enp3s0' }));
        await settle();
        assert.ok(window.visible);
        shows('The Network Has Changed');
    });
    it('ends before the window closes, which a second click does not change', async () => {
        await share();
        window.close();
        await answer('Stop');
        window.close();
        await settle();
        assert.equal(last(backend.shares).stops, 1);
        assert.ok(window.get_realized());
        shows('Stopping…');
        last(backend.shares).end();
        await settle();
        assert.equal(window.get_realized(), false);
    });
    it('keeps the window open where not all could be undone', async () => {
        await share();
        window.close();
        await answer('Stop');
        last(backend.shares).reply({
            type: 'problem',
            code: 'undo-failed',
            params: {},
            detail: 'umount: busy',
            fatal: false,
        });
        last(backend.shares).end();
        await settle();
        shows('Not Everything Was Put Back');
    });
});
