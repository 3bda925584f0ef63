// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import Adw from 'gi://Adw?version=1';
import Gtk from 'gi://Gtk?version=4.0';

import type { VerdictReason } from '../../src/backend/protocol/messages.js';
import { Problem } from '../../src/backend/protocol/problem.js';
import {
    backend,
    controller,
    focused,
    isShown,
    isThere,
    last,
    press,
    setUp,
    shows,
    window,
    withWindow,
} from './opened-window.js';
import { IMAGE, MEDIUM, NO_SOCKET, ONE_SOCKET, SEVERAL_SOCKETS, verdicts, WIRELESS } from './scenes.js';
import { button, settle, walk } from './widgets.js';

async function openOptions(): Promise<void> {
    const row = [...walk(window)].find(widget => widget instanceof Adw.ExpanderRow);
    if (row instanceof Adw.ExpanderRow) row.expanded = true;
    // it slides open
    await settle(500);
}

function choiceOfEntry(): Adw.ComboRow {
    const row = [...walk(window)].find(widget => widget instanceof Adw.ComboRow);
    assert.ok(row instanceof Adw.ComboRow);
    return row;
}

describe('set up', () => {
    withWindow();
    it('reads the medium first', async () => {
        controller.networksChanged(ONE_SOCKET);
        await settle();
        shows('Looking for a Live System…');
        assert.ok([...walk(window)].some(each => each instanceof Gtk.Spinner && each.spinning));
        assert.equal(button(window, 'Start Sharing').sensitive, false);
    });
    it('shows the medium and the socket; the focus is on the button', async () => {
        await setUp();
        shows(
            MEDIUM.name,
            'Debian family',
            '2.8',
            'Network socket',
            'A computer or switch is connected',
            'enp3s0',
        );
        assert.ok(![...walk(window)].some(each => each instanceof Gtk.Spinner && each.spinning));
        focused('Start Sharing');
        assert.equal(window.get_default_widget(), button(window, 'Start Sharing'));
    });
    it('says what Secure Boot will keep from starting, not what it might', async () => {
        const read = async (secureBoot: VerdictReason | null): Promise<void> => {
            controller.choose(IMAGE);
            last(backend.recognitions).read({ ...MEDIUM, verdicts: verdicts(secureBoot) });
            await settle();
        };
        await setUp();
        assert.ok(!isShown('Secure Boot'));
        await read('not-signed');
        shows('Computers with Secure Boot on cannot start this system from here: nobody has signed it.');
        await read(null);
        assert.ok(!isShown('Secure Boot'));
        controller.choose(IMAGE);
        const perhaps = {
            client: 'uefi-x64-secure-boot',
            starts: 'perhaps',
            because: 'not-checked',
        } as const;
        last(backend.recognitions).read({ ...MEDIUM, verdicts: [...verdicts(null).slice(0, 2), perhaps] });
        await settle();
        assert.ok(!isShown('Security Violation'));
    });
    it('shares on the socket that is best', async () => {
        await setUp(SEVERAL_SOCKETS);
        await press('Start Sharing');
        const { source, wish } = last(backend.shares);
        assert.deepEqual(source, { kind: 'running' });
        assert.deepEqual(wish, {
            ...{ interface: 'enx00e04c360099', likeSession: false, keepFolder: null },
            ...{ entry: 0, inMemory: false },
        });
    });
    it('lets the clients look like this session, and says what goes along, where the person wants that', async () => {
        await setUp(ONE_SOCKET);
        await openOptions();
        shows('The other computers get: appearance, clock. No passwords');
        window.activate_action('like-session', null);
        await settle();
        await press('Start Sharing');
        assert.equal(last(backend.shares).wish.likeSession, true);
    });
    it('lets the person choose what the clients start', async () => {
        await setUp(ONE_SOCKET);
        await openOptions();
        shows(MEDIUM.entries[0] ?? '');
        const row = choiceOfEntry();
        row.selected = 1;
        await settle();
        shows(MEDIUM.entries[1] ?? '');
        await press('Start Sharing');
        assert.equal(last(backend.shares).wish.entry, 1);
    });
    it('lets each client be asked what it starts, whatever the medium', async () => {
        await setUp(ONE_SOCKET);
        await openOptions();
        choiceOfEntry().selected = MEDIUM.entries.length;
        await settle();
        shows('What Is Chosen on Each of Them');
        controller.choose(IMAGE);
        last(backend.recognitions).read({ ...MEDIUM, entries: ['Another system'] });
        await settle();
        assert.equal(choiceOfEntry().selected, 1);
        await press('Start Sharing');
        assert.equal(last(backend.shares).wish.entry, null);
    });
    it('forgets an entry with the medium that it is of', async () => {
        await setUp(ONE_SOCKET);
        choiceOfEntry().selected = 1;
        controller.choose(IMAGE);
        last(backend.recognitions).read({ ...MEDIUM, entries: ['One', 'Two'] });
        await settle();
        assert.equal(choiceOfEntry().selected, 0);
    });
    it('copies the system into the memory of the clients where the person wants that and the medium can', async () => {
        await setUp(ONE_SOCKET);
        await openOptions();
        shows('at least 3.3 GB of memory');
        window.activate_action('in-memory', null);
        controller.choose(IMAGE);
        last(backend.recognitions).read({ ...MEDIUM, transports: ['ram'] });
        await settle();
        assert.ok(!isShown('of memory'));
        await press('Start Sharing');
        assert.equal(last(backend.shares).wish.inMemory, true);
    });
    it('keeps the files of the clients in a folder that the person chose', async () => {
        await setUp(ONE_SOCKET);
        await openOptions();
        shows('up to 4.0 GB each, in a folder that you choose');
        controller.keepFiles('/media/user/Class 3b');
        await settle();
        shows('In “Class 3b”, up to 4.0 GB each.');
        await press('Start Sharing');
        assert.equal(last(backend.shares).wish.keepFolder, '/media/user/Class 3b');
    });
    it('keeps nothing where the person thinks better of it', async () => {
        await setUp(ONE_SOCKET);
        controller.keepFiles('/srv');
        // the switch is on, and off again
        window.activate_action('keep-files', null);
        await press('Start Sharing');
        assert.equal(last(backend.shares).wish.keepFolder, null);
    });
    it('cannot where nothing was changed', async () => {
        window.showSettings([]);
        await openOptions();
        shows('Nothing was changed in this session');
    });
    it('shares on the socket that was chosen, and goes back to the best when that goes', async () => {
        await setUp(SEVERAL_SOCKETS);
        const row = [...walk(window)].find(
            (each): each is Adw.ActionRow =>
                each instanceof Adw.ActionRow && each.title === 'Realtek Ethernet',
        );
        row?.activate();
        await settle();
        await press('Start Sharing');
        assert.equal(last(backend.shares).wish.interface, 'enp4s0');
        last(backend.shares).end();
        controller.networksChanged(ONE_SOCKET);
        await settle();
        await press('Start Sharing');
        assert.equal(last(backend.shares).wish.interface, 'enp3s0');
    });
    it('shares on the best socket again when that was away, as during a share, and nobody chose another', async () => {
        await setUp(SEVERAL_SOCKETS);
        controller.networksChanged(ONE_SOCKET);
        await settle();
        controller.networksChanged(SEVERAL_SOCKETS);
        await settle();
        await press('Start Sharing');
        assert.equal(last(backend.shares).wish.interface, 'enx00e04c360099');
    });
    it('offers a wireless network and a phone for what they are, and no phone by itself', async () => {
        await setUp(WIRELESS);
        shows(
            'Intel Wi-Fi',
            'A Wi-Fi network: for computers that a cable',
            'A phone that gives this computer',
        );
        assert.ok(button(window, 'Start Sharing').sensitive);
        const sockets = WIRELESS.kind === 'listed' ? WIRELESS.sockets.slice(1) : [];
        controller.networksChanged({ kind: 'listed', sockets, best: null });
        await settle();
        shows('Samsung Phone');
        assert.equal(button(window, 'Start Sharing').sensitive, false);
    });
    it('follows the cables', async () => {
        await setUp();
        controller.networksChanged({
            kind: 'listed',
            sockets: [{ name: 'enp3s0', label: 'Intel Ethernet', link: 'no-cable' }],
            best: 'enp3s0',
        });
        await settle();
        shows('No cable yet');
        assert.ok(button(window, 'Start Sharing').sensitive);
    });
    it('cannot start without a socket, nor without NetworkManager, and comes alive with it', async () => {
        await setUp(NO_SOCKET);
        shows('This computer has no network socket for a cable');
        assert.equal(button(window, 'Start Sharing').sensitive, false);
        controller.networksChanged({ kind: 'no-manager' });
        await settle();
        shows('NetworkManager does not run');
        assert.equal(button(window, 'Start Sharing').sensitive, false);
        controller.networksChanged(ONE_SOCKET);
        await settle();
        assert.ok(button(window, 'Start Sharing').sensitive);
        focused('Start Sharing');
    });
    it('asks for an image where no live system runs', async () => {
        controller.networksChanged(ONE_SOCKET);
        last(backend.recognitions).fail(new Problem('no-live-medium', { lookedFor: 'x' }));
        await settle();
        shows('No Live System');
        focused('Choose Image File…');
        assert.equal(button(window, 'Start Sharing').sensitive, false);
    });
    it('says what is wrong with an image, and takes another one', async () => {
        await setUp();
        controller.choose(IMAGE);
        await settle();
        shows('Reading the Image…', 'ubuntu-24.04-desktop-amd64.iso');
        last(backend.recognitions).fail(new Problem('image-damaged'));
        await settle();
        shows('The image file is damaged');
        assert.ok(button(window, 'Other Image…').sensitive);
        assert.equal(button(window, 'Start Sharing').sensitive, false);
        await press('Live System of This Computer');
        assert.deepEqual(last(backend.recognitions).source, { kind: 'running' });
    });
    it('forgets an image that is read when another one is chosen', async () => {
        controller.choose(IMAGE);
        const [first, second] = backend.recognitions;
        assert.ok(first?.cancelled);
        second?.read({ ...MEDIUM, name: 'The second' });
        first?.read({ ...MEDIUM, name: 'The first' });
        await settle();
        shows('The second');
        assert.ok(!isThere('Live System of This Computer'));
    });
});
