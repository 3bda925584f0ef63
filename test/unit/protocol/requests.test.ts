// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { ENGLISH_WORDS } from '../../../src/backend/protocol/client-words.js';
import { Problem } from '../../../src/backend/protocol/problem.js';
import { parseRequest } from '../../../src/backend/protocol/requests.js';
import { SHARE_OPTIONS } from '../../support/share-options.js';

const HONEST = [
    { type: 'init', version: 1 },
    { type: 'medium', source: 'running' },
    { type: 'medium', source: 'image' },
    {
        type: 'plan',
        ...SHARE_OPTIONS,
    },
    {
        type: 'start',
        ...SHARE_OPTIONS,
        interface: 'enp0s31f6',
    },
    {
        type: 'start',
        interface: 'eth0',
        locale: 'sr_RS.UTF-8@latin',
        keyboard: 'us+altgr-intl',
        settings: {
            '/org/gnome/desktop/a11y/interface/high-contrast': 'true',
            '/org/gnome/desktop/interface/text-scaling-factor': '1.25',
        },
        files: true,
        words: ENGLISH_WORDS,
        startPage: 'https://library.example/',
        keep: true,
        entry: 3,
        inMemory: true,
        ask: true,
    },
    { type: 'store', mac: '52:54:00:4c:49:01' },
    { type: 'stop' },
];

describe('requests', () => {
    for (const request of HONEST)
        it(`takes ${JSON.stringify(request)}`, () =>
            assert.deepEqual(parseRequest(JSON.stringify(request)), request));

    // each honest request with every one of its values replaced by every wrong one, and with a key too many
    const wrong: unknown[] = [null, true, 1.5, '', 'x'.repeat(16), [], {}, ['auto']];
    for (const request of HONEST) {
        it(`refuses unknown keys in ${request.type}`, () => refuses({ ...request, path: '/etc/shadow' }));
        for (const key of Object.keys(request)) {
            it(`refuses wrong types of ${request.type}.${key}`, () => {
                for (const value of wrong) if (!isHonest(key, value)) refuses({ ...request, [key]: value });
            });
            it(`refuses ${request.type} without ${key}`, () => {
                refuses(Object.fromEntries(Object.entries(request).filter(([name]) => name !== key)));
            });
        }
    }
    it('refuses what is no object', () => {
        for (const text of ['', '{', 'null', '[]', '"stop"', '1', '[{"type":"stop"}]', '{"type":"stop"}{}'])
            assert.equal(codeOf(text), 'bad-request');
    });
    it('refuses verbs that are names of JavaScript itself', () => {
        for (const type of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) refuses({ type });
    });
    it('refuses a key twice, and bytes that were no UTF-8', () => {
        assert.equal(codeOf('{"type":"init","version":2,"version":1}'), 'bad-request');
        assert.equal(codeOf('{"type":"start","interface":"eth\ufffd"}'), 'bad-request');
    });
    it('refuses a key that means its prototype', () => {
        assert.equal(codeOf('{"type":"stop","__proto__":{"interface":"eth0"}}'), 'bad-request');
    });
});

/** An empty language or layout means the system's own, no settings none, and files may be kept. */
function isHonest(key: string, value: unknown): boolean {
    switch (key) {
        case 'settings':
            return JSON.stringify(value) === '{}';
        case 'files':
        case 'keep':
        case 'inMemory':
        case 'ask':
            return value === true;
        default:
            return value === '' && ['locale', 'keyboard', 'startPage'].includes(key);
    }
}

function refuses(message: unknown): void {
    assert.equal(codeOf(JSON.stringify(message)), 'bad-request', JSON.stringify(message));
}

function codeOf(line: string): string {
    try {
        parseRequest(line);
        return 'taken';
    } catch (error) {
        return error instanceof Problem ? error.code : String(error);
    }
}
