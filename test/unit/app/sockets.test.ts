// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { listSockets, type Device, type Link } from '../../../src/app/sockets.js';

function device(name: string, changes: Partial<Device> = {}): Device {
    return {
        name,
        label: `Label of ${name}`,
        mac: '52:54:00:00:00:01',
        carrier: true,
        kind: 'socket',
        master: null,
        activeConnection: null,
        configuredExternally: false,
        addresses: [],
        lease: null,
        defaultRoute: false,
        connected: false,
        online: null,
        ...changes,
    };
}

function link(changes: Partial<Device>): Link | undefined {
    const listed = listSockets([device('eth0', changes)]);
    return listed.kind === 'listed' ? listed.sockets[0]?.link : undefined;
}

describe('the sockets', () => {
    it('are none where there is no interface', () => {
        assert.deepEqual(listSockets([]), { kind: 'listed', sockets: [], best: null });
    });
    it('may be none that is proposed', () => {
        const listed = listSockets([device('usb0', { kind: 'phone' })]);
        assert.ok(listed.kind === 'listed' && listed.best === null);
        assert.equal(listed.sockets[0]?.link, 'phone');
    });
    it('may be a wireless network', () => {
        assert.equal(link({ kind: 'wireless', connected: true, online: true }), 'wireless');
    });
    it('keep their order, name and label, and one is the best', () => {
        assert.deepEqual(listSockets([device('eth1', { carrier: false }), device('eth0')]), {
            kind: 'listed',
            sockets: [
                { name: 'eth1', label: 'Label of eth1', link: 'no-cable' },
                { name: 'eth0', label: 'Label of eth0', link: 'cable' },
            ],
            best: 'eth0',
        });
    });
    it('lead to the internet where that was reached, or where nobody looked and the route leads there', () => {
        const up = { connected: true, defaultRoute: true };
        assert.equal(link({ ...up, online: true }), 'internet');
        assert.equal(link({ ...up, online: null }), 'internet');
        assert.equal(link({ ...up, online: false }), 'network');
        assert.equal(link({ connected: true }), 'network');
    });
    it('without a cable lead nowhere, whatever was there before', () => {
        assert.equal(link({ carrier: false, connected: true, online: true }), 'no-cable');
    });
    it('with a cable and nothing set up have something at its other end', () => {
        assert.equal(link({}), 'cable');
    });
});
