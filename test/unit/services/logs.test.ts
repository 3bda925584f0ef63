// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { ClientEvent } from '../../../src/backend/clients/events.js';
import { dnsmasqReader } from '../../../src/backend/services/dnsmasq-log.js';
import { nginxEvent } from '../../../src/backend/services/nginx-log.js';

const MAC = '52:54:00:12:34:56';

const dnsmasqEvent = (line: string, at: number): ClientEvent | null => dnsmasqReader()(line, at);
const dnsmasqEvents = (...lines: readonly string[]): readonly ClientEvent[] => {
    const read = dnsmasqReader();
    return lines.flatMap(line => read(line, 3) ?? []);
};

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
        const line = `dnsmasq-dhcp[12]: PXE(eth0) 10.1.2.50 ${MAC} pxelinux.0`;
        assert.deepEqual(dnsmasqEvent(line, 3), lease);
        assert.equal(dnsmasqEvent(`dnsmasq-dhcp[12]: PXE(eth0) ${MAC} proxy`, 3), null);
    });
    it('tells of the menu', () => {
        const event = dnsmasqEvent('dnsmasq-tftp: sent /srv/tftp/pxelinux.cfg/default to 10.1.2.50', 3);
        assert.equal(event?.kind === 'stage' ? event.stage : null, 'menu');
    });
    it('tells of the loader', () => {
        assert.deepEqual(dnsmasqEvent('dnsmasq-tftp[12]: sent /srv/tftp/pxelinux.0 to 10.1.2.50', 3), {
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
            'dnsmasq-tftp: failed sending /srv/tftp/pxelinux.0 to 10.1.2.50',
        ])
            assert.equal(dnsmasqEvent(line, 3), null);
    });
    it('is not fooled by a host name that looks like a line', () => {
        assert.equal(
            dnsmasqEvent(`dnsmasq-dhcp: 1 client provides name: DHCPACK(x) 10.1.2.9 ${MAC}`, 3),
            null,
        );
    });
    // as dnsmasq 2.90 says it, on a network of ours and beside another DHCP server
    const refusals = [
        [
            'dnsmasq-dhcp[12]: 921 available DHCP range: 10.1.2.2 -- 10.1.2.254',
            'dnsmasq-dhcp[12]: 921 vendor class: PXEClient:Arch:00006:UNDI:003000',
            `dnsmasq-dhcp[12]: 921 DHCPDISCOVER(sharelive0) ${MAC} `,
            'dnsmasq-dhcp[12]: 921 tags: gets-no-loader-uefi-32, asks-for-a-loader, sharelive0',
            `dnsmasq-dhcp[12]: 921 DHCPOFFER(sharelive0) 10.1.2.50 ${MAC} `,
        ],
        [
            `dnsmasq-dhcp: 921 PXE(eth0) ${MAC} proxy`,
            'dnsmasq-dhcp: 921 tags: gets-no-loader-uefi-32, asks-for-a-loader, eth0',
        ],
    ];
    it('tells of machines that there is no loader for', () => {
        for (const lines of refusals)
            assert.deepEqual(dnsmasqEvents(...lines), [
                { kind: 'firmware', mac: MAC, refused: 'uefi-32', at: 3 },
            ]);
    });
    it('tells of machines that there is one for, and of none that does not ask', () => {
        const [discover = '', tags = ''] = refusals[1] ?? [];
        const served = tags.replace('gets-no-loader-uefi-32', 'gets-a-loader-here');
        assert.deepEqual(dnsmasqEvents(discover, served), [
            { kind: 'firmware', mac: MAC, refused: null, at: 3 },
        ]);
        assert.deepEqual(dnsmasqEvents(discover, 'dnsmasq-dhcp: 921 tags: eth0'), []);
    });
    it('takes no tags for those of another machine', () => {
        const [discover = '', tags = ''] = refusals[1] ?? [];
        assert.deepEqual(dnsmasqEvents(tags), []);
        assert.deepEqual(dnsmasqEvents(discover, tags.replace('921', '922')), []);
        assert.equal(dnsmasqEvents(discover, tags, tags).length, 1);
        for (const words of ['vendor class:', 'client provides name:', 'user class:'])
            assert.deepEqual(dnsmasqEvents(discover, `dnsmasq-dhcp: 921 ${words} 921 ${tags.slice(14)}`), []);
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
            '/bootx64.efi',
            '/grub/grub.cfg',
            '/pxelinux.cfg/default',
            '/kernel',
            '/initrd-0',
            '/report/initramfs',
            '/report/running',
        ].map(path => nginxEvent(line(path), 3));
        assert.deepEqual(
            stages.map(event => (event?.kind === 'stage' ? event.stage : null)),
            ['loader', 'menu', 'menu', 'kernel', 'initrd', 'initramfs', 'running'],
        );
    });
    it('tells what a client keeps of its root file system, whatever its family calls that', () => {
        for (const path of ['/root-0.squashfs', '/arch/x86_64/airootfs.erofs', '/medium.iso'])
            assert.deepEqual(nginxEvent(line(path), 3), { kind: 'root-file', address: '10.1.2.50', at: 3 });
        // archiso asks for one byte first
        assert.equal(nginxEvent(line('/arch/x86_64/airootfs.sfs', 206), 3), null);
    });
    it('tells that a client cannot go on', () => {
        const failed = line('/report/no-memory').replace('"status"', '"query":"970.1500","status"');
        assert.deepEqual(nginxEvent(failed, 3), {
            kind: 'failure',
            address: '10.1.2.50',
            failure: { reason: 'memory', detail: '970 1500' },
            at: 3,
        });
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
