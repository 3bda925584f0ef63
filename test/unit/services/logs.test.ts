// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { dnsmasqEvent } from '../../../src/backend/services/dnsmasq-log.js';
import { nginxEvent } from '../../../src/backend/services/nginx-log.js';

const MAC = '52:54:00:12:34:56';

describe("dnsmasq's log", () => {
    it('tells of leases, with a host name or without', () => {
        const lease = { kind: 'lease', mac: MAC, address: '10.1.2.50', at: 3 };
        assert.deepEqual(dnsmasqEvent(`dnsmasq-dhcp: DHCPACK(sharelive0) 10.1.2.50 ${MAC}`, 3), lease);
        assert.deepEqual(
            dnsmasqEvent(`dnsmasq-dhcp[12]: 921 DHCPACK(sharelive0) 10.1.2.50 ${MAC} debian`, 3),
            lease,
        );
    });
    it('tells of machines that have their address from elsewhere', () => {
        const lease = { kind: 'lease', mac: MAC, address: '10.1.2.50', at: 3 };
        const line = `dnsmasq-dhcp[12]: PXE(eth0) 10.1.2.50 ${MAC} lpxelinux.0`;
        assert.deepEqual(dnsmasqEvent(line, 3), lease);
        assert.equal(dnsmasqEvent(`dnsmasq-dhcp[12]: PXE(eth0) ${MAC} proxy`, 3), null);
    });
    it('tells of the menu', () => {
        const event = dnsmasqEvent('dnsmasq-tftp: sent /srv/tftp/pxelinux.cfg/default to 10.1.2.50', 3);
        assert.equal(event?.kind === 'stage' ? event.stage : null, 'menu');
    });
    it('tells of the loader', () => {
        assert.deepEqual(dnsmasqEvent('dnsmasq-tftp[12]: sent /srv/tftp/lpxelinux.0 to 10.1.2.50', 3), {
            kind: 'stage',
            address: '10.1.2.50',
            stage: 'loader',
            at: 3,
        });
    });
    // as dnsmasq 2.90 says it
    it('tells nothing of a file that was not sent whole', () => {
        for (const line of [
            'dnsmasq-tftp: error 8 User aborted the transfer received from 10.1.2.50',
            'dnsmasq-tftp: failed sending /srv/tftp/lpxelinux.0 to 10.1.2.50',
        ])
            assert.equal(dnsmasqEvent(line, 3), null);
    });
    it('is not fooled by a host name that looks like a line', () => {
        assert.equal(
            dnsmasqEvent(`dnsmasq-dhcp: 1 client provides name: DHCPACK(x) 10.1.2.9 ${MAC}`, 3),
            null,
        );
    });
    it('tells nothing else', () => {
        for (const line of [
            '',
            'dnsmasq-tftp: file /srv/tftp/x not found for 10.1.2.50',
            `dnsmasq-dhcp: DHCPOFFER(sharelive0) 10.1.2.50 ${MAC}`,
            'dnsmasq-tftp: sent /srv/tftp/other to 10.1.2.50',
        ])
            assert.equal(dnsmasqEvent(line, 3), null);
    });
});

describe("nginx's log", () => {
    const line = (path: string, status = 200, method = 'GET', completion = 'OK'): string =>
        JSON.stringify({ address: '10.1.2.50', method, path, status, completion });

    it('tells how far a client is', () => {
        const stages = [
            '/pxelinux.cfg/default',
            '/kernel',
            '/initrd-0',
            '/report/initramfs',
            '/report/running',
        ].map(path => nginxEvent(line(path), 3));
        assert.deepEqual(
            stages.map(event => (event?.kind === 'stage' ? event.stage : null)),
            ['menu', 'kernel', 'initrd', 'initramfs', 'running'],
        );
    });
    it('tells nothing of a transfer that was broken off', () => {
        const text = '{"address":"10.1.2.50","method":"GET","path":"/kernel","status":200,"completion":""}';
        assert.equal(nginxEvent(text, 3), null);
        assert.notEqual(nginxEvent(text.replace('""', '"OK"'), 3), null);
    });
    it('tells nothing of refused requests and other files', () => {
        for (const text of [
            line('/kernel', 404),
            line('/kernel', 200, 'HEAD'),
            line('/report/none'),
            line('/initrd-extra'),
            'no JSON',
            '[]',
            'null',
        ])
            assert.equal(nginxEvent(text, 3), null);
    });
});
