// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { pxeRequest, readMark } from '../../../src/backend/network/pxe-message.js';

const ID = 0xe1234567;

/** As dnsmasq 2.90 answers at port 4011. */
function answer(
    changes: { readonly id?: number; readonly op?: number; readonly file?: string } = {},
): Uint8Array {
    const { id = ID, op = 2, file = 'share-live.mark' } = changes;
    const bytes = new Uint8Array(300);
    bytes.set([op, 1, 6, 0]);
    new DataView(bytes.buffer).setUint32(4, id);
    bytes.set([192, 168, 50, 8], 12);
    bytes.set([192, 168, 50, 9], 20);
    bytes.set(new TextEncoder().encode(file), 108);
    return bytes;
}

function hex(bytes: Uint8Array): string {
    return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

describe('a Share Live that asks for another one', () => {
    it('asks as firmware does', () => {
        const bytes = pxeRequest(ID, '52:54:00:12:34:56', '192.168.50.8');
        assert.equal(bytes.length, 300);
        assert.equal(hex(bytes.subarray(0, 8)), '01010600e1234567');
        assert.equal(bytes.subarray(12, 16).join('.'), '192.168.50.8');
        assert.equal(hex(bytes.subarray(28, 34)), '525400123456');
        const options =
            '63825363' + '350103' + `3c09${hex(new TextEncoder().encode('PXEClient'))}` + '5d02ffe0' + 'ff';
        assert.equal(hex(bytes.subarray(236, 236 + options.length / 2)), options);
    });
    it('knows it by its answer', () => {
        assert.equal(readMark(answer(), ID), '192.168.50.9');
    });
    it('takes nothing else for one', () => {
        for (const changes of [
            { id: ID + 1 },
            { op: 1 },
            { file: 'pxelinux.0' },
            { file: 'share-live.mark2' },
            { file: '' },
        ])
            assert.equal(readMark(answer(changes), ID), null, JSON.stringify(changes));
        for (let length = 0; length <= 108 + 'share-live.mark'.length; length++)
            assert.equal(readMark(answer().subarray(0, length), ID), null, `${length} bytes`);
        assert.equal(readMark(new Uint8Array(1500), ID), null);
    });
});
