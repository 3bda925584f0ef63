// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Refusal } from '../../../src/backend/protocol/messages.js';
import { firmwareTags, refusalOf } from '../../../src/backend/services/firmware.js';

/** What dnsmasq makes of a request of these types. */
function tagsOf(served: readonly number[], ...types: readonly number[]): readonly string[] {
    return firmwareTags(served).flatMap(line => {
        const [, tag = '', type] = /^dhcp-match=set:([^,]+),option:client-arch(?:,(\d+))?$/.exec(line) ?? [];
        const set = type === undefined ? types.length > 0 : types.includes(Number(type));
        return tag !== '' && set ? tag : [];
    });
}

const BIOS_AND_X64 = [0, 7, 9];

describe('what dnsmasq notes of a firmware', () => {
    const expected: readonly [type: number, refused: Refusal | null][] = [
        [0, null],
        [7, null],
        [9, null],
        [6, 'uefi-32'],
        [15, 'uefi-32'],
        [16, 'http'],
        [20, 'http'],
        [10, 'arm-32'],
        [11, 'arm-64'],
        [19, 'arm-64'],
        [27, 'risc-v'],
        [2, 'other'],
        [22, 'other'],
        [39, 'other'],
        [65535, 'other'],
    ];
    for (const [type, refused] of expected)
        it(`says ${refused ?? 'nothing'} against type ${type}`, () => {
            assert.equal(refusalOf([...tagsOf(BIOS_AND_X64, type), 'eth0']), refused);
        });
    it('is nothing of a request without a type', () => {
        assert.equal(refusalOf(['eth0']), undefined);
    });
    it('speaks against nobody who can start in one of several ways', () => {
        assert.equal(refusalOf(tagsOf(BIOS_AND_X64, 16, 7)), null);
    });
    it('does not send to the one way of an x86 computer that is none either', () => {
        assert.equal(refusalOf(tagsOf([11], 0)), 'x86');
        assert.equal(refusalOf(tagsOf([11], 16)), 'x86');
        assert.equal(refusalOf(tagsOf([7, 9], 0)), 'bios');
        assert.equal(refusalOf(tagsOf([0], 7)), 'uefi-64');
    });
    it('can be no name of an interface', () => {
        const IFNAMSIZ = 16;
        for (const tag of tagsOf(BIOS_AND_X64, 0, 6, 16)) assert.ok(tag.length >= IFNAMSIZ, tag);
    });
});
