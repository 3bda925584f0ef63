// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

import Adw from 'gi://Adw?version=1';
import Gio from 'gi://Gio?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

import { createController, type Controller } from '../../src/app/controller.js';
import { modeText } from '../../src/app/window/network-text.js';
import { Window } from '../../src/app/window/window.js';
import { Problem } from '../../src/backend/protocol/problem.js';
import { fakeBackend, type FakeBackend } from './fake-backend.js';
import { clientReply, IMAGE, MEDIUM, NO_SOCKET, NOTICE, ONE_SOCKET, SEVERAL_SOCKETS } from './scenes.js';
import { button, settle, texts, walk } from './widgets.js';

const OPTIONS = { locale: 'de_DE.UTF-8', keyboard: 'de' };

let backend: FakeBackend;
let controller: Controller;
let window: Window;

beforeEach(async () => {
    backend = fakeBackend();
    window = new Window();
    controller = createController(
        backend,
        () => OPTIONS,
        state => window.render(state),
    );
    window.control(controller);
    controller.choose({ kind: 'running' });
    window.present();
    await settle();
});

afterEach(() => window.destroy());

/** The last one that was begun. */
function last<T>(list: readonly T[]): T {
    const item = list[list.length - 1];
    if (item === undefined) throw new Error('none was begun');
    return item;
}

const press = async (label: string): Promise<void> => {
    const pressed = button(window, label);
    assert.ok(pressed.sensitive, `“${label}” cannot be pressed`);
    pressed.emit('clicked');
    await settle();
};
const isShown = (text: string): boolean => texts(window).some(each => each.includes(text));
const isThere = (label: string): boolean => {
    try {
        return button(window, label) !== null;
    } catch {
        return false;
    }
};
const shows = (...parts: string[]): void => {
    for (const part of parts)
        assert.ok(isShown(part), `“${part}” is not among: ${texts(window).join(' | ')}`);
};
const focused = (label: string): void => {
    assert.equal(window.get_focus(), button(window, label), `the focus is not on “${label}”`);
};

async function setUp(networks = ONE_SOCKET): Promise<void> {
    controller.networksChanged(networks);
    last(backend.recognitions).read(MEDIUM);
    await settle();
}

async function share(): Promise<void> {
    await setUp();
    await press('Start Sharing');
    last(backend.shares).reply({ type: 'share', status: 'ready', mode: 'own-dhcp' });
    await settle();
}

describe('set up', () => {
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
    it('shares on the socket that is best, with the language and keyboard of the session', async () => {
        await setUp(SEVERAL_SOCKETS);
        await press('Start Sharing');
        const { source, options } = last(backend.shares);
        assert.deepEqual(source, { kind: 'running' });
        assert.deepEqual(options, { interface: 'enx00e04c360099', ...OPTIONS });
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
        assert.equal(last(backend.shares).options.interface, 'enp4s0');
        last(backend.shares).end();
        controller.networksChanged(ONE_SOCKET);
        await settle();
        await press('Start Sharing');
        assert.equal(last(backend.shares).options.interface, 'enp3s0');
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
        shows('This computer has no network socket for a cable.');
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

describe('working', () => {
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

describe('sharing', () => {
    it('says what to do, and who gives out the addresses', async () => {
        await share();
        shows(
            'Ready',
            'Press F12, F9 or Esc',
            'This computer gives the others',
            'No computer has started yet',
        );
    });
    it('beside a router leaves the addresses to that', async () => {
        await setUp();
        await press('Start Sharing');
        last(backend.shares).reply({ type: 'share', status: 'ready', mode: 'proxy-dhcp' });
        await settle();
        shows(modeText('proxy-dhcp'));
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
        last(backend.shares).end();
        await share();
        assert.ok(!isShown('Another device'));
        shows('Ready', 'Press F12', 'This computer gives the others');
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
        last(backend.shares).reply(clientReply(1, 'running', 1));
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
    it('ends before the window closes, which a second click does not change', async () => {
        await share();
        window.close();
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
        await settle();
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

describe('a problem', () => {
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

describe('the dialogs', () => {
    const opens = async (action: string): Promise<void> => {
        const before = Gtk.Window.list_toplevels();
        window.lookup_action(action)?.activate(null);
        await settle(200);
        const opened = Gtk.Window.list_toplevels().filter(each => !before.includes(each));
        assert.equal(opened.length, 1, `${opened.length} windows for ${action}`);
        for (const each of opened) if (each instanceof Gtk.Window) each.close();
        await settle();
    };
    it('open: about the program, and for an image', async () => {
        await setUp();
        await opens('about');
        await opens('choose-image');
        await opens('choose-image');
    });
});

describe('the templates', () => {
    it('each have their class, and become a widget', () => {
        const resources = Gio.resources_enumerate_children(
            '/io/github/share_live/ShareLive',
            Gio.ResourceLookupFlags.NONE,
        );
        const templates = resources.filter(file => file.endsWith('.ui'));
        assert.ok(templates.length > 5);
        for (const file of templates) {
            const words = file.replace(/\.ui$/, '').split('-');
            const name = `ShareLive${words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;
            const builder = Gtk.Builder.new_from_string(
                `<interface><object class="${name}" id="it"/></interface>`,
                -1,
            );
            assert.ok(builder.get_object('it') instanceof Gtk.Widget, name);
        }
    });
    it('name every control', async () => {
        await setUp(SEVERAL_SOCKETS);
        for (const widget of walk(window)) {
            if (widget instanceof Gtk.Button && widget.label === null)
                assert.ok(hasName(widget) || isNamedByOwner(widget), String(widget));
            if (widget instanceof Gtk.ListBox && widget.visible && widget.has_css_class('boxed-list'))
                assert.ok(hasName(widget), String(widget));
            // its label names it, and the mark of the mnemonic is not read out
            if (widget instanceof Gtk.Button && widget.use_underline) {
                assert.equal(hasName(widget), false);
                assert.ok(Gtk.test_accessible_has_relation(widget, Gtk.AccessibleRelation.LABELLED_BY));
            }
            if (widget instanceof Gtk.CheckButton) assert.ok(hasName(widget));
        }
    });
});

/** The buttons inside GTK's own widgets, which have their names, or ours, from those. */
function isNamedByOwner(widget: Gtk.Widget): boolean {
    const menu = widget.get_ancestor(Gtk.MenuButton.$gtype);
    return widget.get_ancestor(Gtk.WindowControls.$gtype) !== null || (menu !== null && hasName(menu));
}

function hasName(widget: Gtk.Widget): boolean {
    return Gtk.test_accessible_has_property(widget, Gtk.AccessibleProperty.LABEL);
}
