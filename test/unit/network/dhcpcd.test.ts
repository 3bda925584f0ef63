// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { dhcpAnswer, probeArgv } from '../../../src/backend/network/dhcpcd.js';

const STARTED = 'dhcpcd-9.4.1 starting\neth0: soliciting a DHCP lease\n';

function offered(server: string): string {
    return `PATH=/usr/bin\nreason=TEST\ninterface=eth0\nnew_ip_address=192.168.50.17\n${server}new_dhcp_message_type=2\n`;
}

describe('dhcpAnswer', () => {
    it('knows the server of an offer', () => {
        const stdout = offered('new_dhcp_server_identifier=192.168.50.1\n');
        assert.deepEqual(dhcpAnswer(stdout, STARTED), {
            state: 'answered',
            offer: { server: '192.168.50.1', address: '192.168.50.17' },
        });
    });
    it('takes an offer for one, whatever its server says of itself', () => {
        for (const server of [
            '',
            'new_dhcp_server_identifier=evil"\n',
            'new_dhcp_server_identifier=1.2.3.4 x\n',
        ])
            assert.deepEqual(dhcpAnswer(offered(server), STARTED), {
                state: 'answered',
                offer: { server: '0.0.0.0', address: '192.168.50.17' },
            });
    });
    it('knows another Share Live', () => {
        const answer = (mark: string): unknown => dhcpAnswer(offered(mark), STARTED);
        const offer = { server: '0.0.0.0', address: '192.168.50.17' };
        assert.deepEqual(answer('new_share_live=share-live\n'), {
            state: 'answered',
            offer: { ...offer, shareLive: true },
        });
        for (const other of ['new_share_live=other\n', 'old_share_live=share-live\n'])
            assert.deepEqual(answer(other), { state: 'answered', offer });
    });
    it('knows silence', () => {
        const stdout = 'reason=STOPPED\ninterface=eth0\n';
        assert.deepEqual(dhcpAnswer(stdout, `${STARTED}timed out\ndhcpcd exited\n`), { state: 'silent' });
    });
    it('does not take a dead cable for silence', () => {
        const stderr = 'dhcpcd-9.4.1 starting\neth0: waiting for carrier\ntimed out\ndhcpcd exited\n';
        assert.deepEqual(dhcpAnswer('', stderr), { state: 'not-probed' });
        assert.deepEqual(dhcpAnswer('', `${STARTED}eth0: carrier lost\ntimed out\n`), {
            state: 'not-probed',
        });
    });
    it('does not take a failure for silence', () => {
        assert.equal(dhcpAnswer('', 'dhcpcd-9.4.1 starting\nmain: pidfile_lock -1: No such file\n'), null);
        assert.equal(dhcpAnswer('', 'bwrap: execvp /usr/sbin/dhcpcd: No such file or directory\n'), null);
        assert.equal(dhcpAnswer('', ''), null);
    });
});

describe('probeArgv', () => {
    it('only tests', () => {
        const argv = probeArgv('eth0', '/etc/dhcpcd.conf');
        assert.ok(argv.includes('--test'));
        assert.ok(argv.includes('--oneshot'), 'version 10 would never end');
        assert.equal(argv[argv.length - 1], 'eth0');
    });
});
