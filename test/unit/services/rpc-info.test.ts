// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { mountdPort } from '../../../src/backend/services/rpc-info.js';

const HEAD = `   program vers proto   port  service
    100000    4   tcp    111  portmapper
    100005    1   tcp  40001  mountd
    100005    3   udp  40002  mountd
    100005    3   tcp  59423  mountd
`;
const NFS = '    100003    3   tcp   2049  nfs\n';

describe('rpcinfo', () => {
    it('tells the port of MOUNT version 3 over TCP', () => assert.equal(mountdPort(HEAD + NFS), 59423));
    it('tells none where NFS version 3 is not served', () => {
        assert.equal(mountdPort(HEAD + NFS.replace(' 3 ', ' 4 ')), null);
        assert.equal(mountdPort(NFS), null);
        assert.equal(mountdPort(''), null);
        assert.equal(
            mountdPort(
                `${NFS}    100005    3   tcp  0x10  mountd\n    100005 3 tcp\n`.replace('0x10', '99999'),
            ),
            null,
        );
    });
});
