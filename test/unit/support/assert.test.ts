// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the unit tests rely on holds in Node and in GJS alike, where node:assert is a shim of ours.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

describe('assert', () => {
    it('tells values apart as Object.is does', () => {
        assert.equal(Number.NaN, Number.NaN);
        assert.throws(() => assert.equal(0, -0));
        assert.throws(() => assert.equal('1' as unknown, 1));
    });

    it('compares structures, with their classes', () => {
        assert.deepEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] });
        assert.deepEqual(new Map([['a', 1]]), new Map([['a', 1]]));
        assert.notDeepEqual(new Set([1]), new Set([2]));
        assert.throws(() => assert.deepEqual({ a: undefined }, {}));
        assert.throws(() => assert.deepEqual([], {}));
        assert.throws(() => assert.deepEqual(new Uint8Array([1]), new Uint8Array([2])));
    });

    it('matches errors by class, pattern and properties', async () => {
        const fail = (): never => {
            throw new RangeError('too far');
        };
        assert.throws(fail, RangeError);
        assert.throws(fail, /RangeError: too far/);
        assert.throws(fail, { name: 'RangeError', message: /far/ });
        assert.throws(fail, (error: unknown) => error instanceof RangeError);
        assert.throws(() => assert.throws(fail, TypeError));
        await assert.rejects(Promise.reject(new TypeError('no')), TypeError);
        await assert.rejects(assert.rejects(Promise.resolve()));
    });
});

describe('hooks', () => {
    const log: string[] = [];
    beforeEach(() => {
        log.push('outer');
    });
    afterEach(() => {
        log.length = 0;
    });

    describe('of an inner group', () => {
        beforeEach(() => {
            log.push('inner');
        });
        it('run after those of the outer one', () => {
            assert.deepEqual(log, ['outer', 'inner']);
        });
        it('run once per test', () => {
            assert.deepEqual(log, ['outer', 'inner']);
        });
    });
});
