// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';

import { runInRoot, type InRoot } from './in-root.js';

let root: InRoot | null = null;

afterEach(() => {
    root?.close();
    root = null;
});

function names(files: Readonly<Record<string, string>>, shell?: string): { name: string; hosts: string } {
    root = runInRoot({ ...CARD, ...files }, [], { shell });
    return { name: root.read('root/etc/hostname'), hosts: root.read('root/etc/hosts') };
}

const CARD = { 'sys/class/net/eth0/device/x': '', 'sys/class/net/eth0/address': '52:54:00:4c:4c:02\n' };

describe('the host name of a client', () => {
    for (const shell of ['dash', 'bash'])
        it(`is the medium's and the end of its card's address (${shell})`, () => {
            const { name, hosts } = names(
                { 'root/etc/hostname': 'debian\n', 'root/etc/hosts': '127.0.0.1\tlocalhost\n' },
                shell,
            );
            assert.equal(name, 'debian-4c4c02\n');
            assert.equal(hosts, '127.0.0.1\tlocalhost\n127.0.1.1\tdebian-4c4c02\n');
        });
    it('goes by the card that it has started by', () => {
        const files = {
            'root/etc/hostname': 'ubuntu\n',
            'proc/cmdline': 'boot=casper BOOTIF=01-aa-bb-cc-dd-ee-ff quiet\n',
        };
        assert.equal(names(files).name, 'ubuntu-ddeeff\n');
        // as GRUB writes it
        assert.equal(
            names({ ...files, 'proc/cmdline': 'BOOTIF=01-aa:bb:cc:dd:ee:ff\n' }).name,
            'ubuntu-ddeeff\n',
        );
    });
    it('is made up where the medium has none', () => {
        assert.equal(names({}).name, 'live-4c4c02\n');
        assert.equal(names({ 'root/etc/hostname': 'localhost.localdomain\n' }).name, 'live-4c4c02\n');
        assert.equal(names({ 'proc/cmdline': 'hostname=kali quiet\n' }).name, 'kali-4c4c02\n');
    });
    it('stays where no card is known', () => {
        assert.equal(
            names({ 'sys/class/net/eth0/address': '\n', 'root/etc/hostname': 'debian\n' }).name,
            'debian\n',
        );
    });
});
