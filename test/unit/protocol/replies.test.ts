// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Problem } from '../../../src/backend/protocol/problem.js';
import { parseReply } from '../../../src/backend/protocol/replies.js';
import { clientSummary } from '../../support/client-summary.js';

const VERDICT = { client: 'uefi-x64-secure-boot', starts: 'no', because: 'other-vendor' };
const MEDIUM = {
    name: 'Debian 12',
    family: 'live-boot',
    proof: 'proved',
    architecture: 'amd64',
    bootBytes: 1,
    rootBytes: 1,
    verdicts: [VERDICT],
    entries: ['Live system'],
    transports: ['nfs', 'ram'],
    memoryBytes: 1,
};
const CLIENT = clientSummary({ stage: 'menu' });
const BRANCH = { mode: 'proxy-dhcp', because: 'dhcp-lease', server: '10.0.0.1' };
const PLAN = { proof: 'documented', branches: [BRANCH], verdicts: [VERDICT] };
const HONEST: readonly Readonly<Record<string, unknown>>[] = [
    { type: 'hello', version: 2 },
    { type: 'send-image' },
    { type: 'medium', medium: MEDIUM },
    { type: 'plan', plan: { ...PLAN, steps: [] } },
    { type: 'share', status: 'probing', interface: 'eth0' },
    { type: 'share', status: 'copying', fraction: 0.5 },
    { type: 'share', status: 'ready', interface: 'eth0', address: '10.0.0.2', mode: 'proxy-dhcp', server: '10.0.0.1' },
    { type: 'client', client: CLIENT },
    { type: 'client', client: { ...CLIENT, address: '10.0.0.9', stage: 'running' } },
    { type: 'client', client: { ...CLIENT, refused: 'uefi-32' } },
    { type: 'problem', code: 'no-interface', params: {}, detail: '', fatal: true },
    { type: 'problem', code: 'engine-failed', params: { engine: 'nginx' }, detail: 'x', fatal: false },
    { type: 'notice', code: 'dhcp-server-appeared', params: { server: '10.0.0.1' } },
]; // prettier-ignore

describe('replies', () => {
    for (const reply of HONEST) {
        it(`takes ${JSON.stringify(reply)}`, () =>
            assert.deepEqual(parseReply(JSON.stringify(reply)), reply));
        for (const key of Object.keys(reply).filter(name => name !== 'type'))
            it(`refuses wrong types of ${String(reply['type'])}.${key}`, () => {
                for (const value of [null, [], -1, 'x\u0000', { inner: 1 }])
                    if (typeof value !== typeof reply[key] || typeof value === 'object')
                        refuses({ ...reply, [key]: value });
            });
    }
    it('takes who can start, and refuses other words for it', () => {
        const ready = (verdict: unknown): unknown => ({
            type: 'share',
            status: 'ready',
            verdicts: [verdict],
        });
        for (const verdict of [VERDICT, { client: 'bios', starts: 'yes' }])
            assert.deepEqual(parseReply(JSON.stringify(ready(verdict))), ready(verdict));
        refuses(ready({ ...VERDICT, client: 'toaster' }));
    });
    it('refuses what it does not know', () => {
        refuses({ type: 'share', status: 'flying' });
        refuses({ type: 'share', status: 'ready', mode: 'none' });
        refuses({ type: 'client', client: { ...CLIENT, stage: 'lost' } });
        refuses({ type: 'client', client: { ...CLIENT, mac: undefined } });
        for (const refused of [undefined, 'whim', 1, {}])
            refuses({ type: 'client', client: { ...CLIENT, refused } });
        refuses({ type: 'medium', medium: { ...MEDIUM, name: 7 } });
        refuses({ type: 'medium', medium: { ...MEDIUM, entries: [7] } });
        refuses({ type: 'medium', medium: { ...MEDIUM, transports: ['pigeon'] } });
        refuses({ type: 'problem', code: 'whatever', params: {}, detail: '', fatal: true });
        refuses({ type: 'problem', code: 'internal', params: { gap: 1 }, detail: '', fatal: true });
        refuses({ type: 'notice', code: 'whatever', params: {} });
        refuses({ type: 'notice', code: 'dhcp-server-appeared', params: { server: 1 } });
        refuses({ type: 'plan', plan: { ...PLAN, branches: BRANCH } });
        refuses({ type: 'plan', plan: { ...PLAN, branches: [{ ...BRANCH, because: 'whim' }] } });
        refuses({ type: 'plan', plan: { ...PLAN, proof: 'guessed' } });
        refuses({ type: 'medium', medium: { ...MEDIUM, proof: undefined } });
        for (const verdict of [
            {},
            { ...VERDICT, client: 'toaster' },
            { ...VERDICT, starts: true },
            { ...VERDICT, because: 'whim' },
        ])
            refuses({ type: 'medium', medium: { ...MEDIUM, verdicts: [verdict] } });
        refuses({ type: 'plan', plan: { ...PLAN, verdicts: undefined } });
        refuses({ type: 'toString' });
        refuses({ type: '__proto__' });
    });
    it('refuses what is no message, and says how it began', () => {
        for (const line of ['', 'null', '7', '[]', '{', '"share"', `warning: ${'x'.repeat(9999)}`])
            refusesLine(line);
        assert.throws(
            () => parseReply('GLib-WARNING'),
            (error: unknown) => error instanceof Problem && error.detail.includes('GLib-WARNING'),
        );
    });
});

function refuses(message: unknown): void {
    refusesLine(JSON.stringify(message));
}

function refusesLine(line: string): void {
    assert.throws(
        () => parseReply(line),
        (error: unknown) =>
            error instanceof Problem && error.code === 'internal' && error.detail.length < 300,
        line,
    );
}
