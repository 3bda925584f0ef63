// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { ClientSummary, Reply, ShareReply } from '../../../src/backend/protocol/messages.js';
import type { Networks } from '../../../src/app/sockets.js';
import {
    canStart,
    INITIAL_STATE,
    isBusy,
    reduceApp,
    selectedInterface,
    type AppEvent,
    type AppState,
    type ProblemInfo,
    type Source,
} from '../../../src/app/state.js';
import { clientSummary } from '../../support/client-summary.js';
import { mediumSummary } from '../../support/medium-summary.js';

const MEDIUM = mediumSummary();
const IMAGE: Source = { kind: 'image', path: '/a.iso' };
const TWO: Networks = {
    kind: 'listed',
    sockets: [
        { name: 'eth0', label: '', link: 'internet' },
        { name: 'eth1', label: '', link: 'cable' },
    ],
    best: 'eth1',
};

const after = (state: AppState, ...events: readonly AppEvent[]): AppState => events.reduce(reduceApp, state);
const problem = (code: ProblemInfo['code'], detail = ''): ProblemInfo => ({ code, params: {}, detail });
const reply = (message: Reply): AppEvent => ({ kind: 'reply', reply: message });
const share = (status: ShareReply['status'], more: Partial<ShareReply> = {}): AppEvent =>
    reply({ type: 'share', status, ...more });
const client = (mac: string, stage: ClientSummary['stage']): AppEvent =>
    reply({ type: 'client', client: clientSummary({ mac, stage }) });
const failure = (code: ProblemInfo['code']): AppEvent =>
    reply({ type: 'problem', ...problem(code), fatal: true });
const ended = (cause: ProblemInfo | null = null): AppEvent => ({ kind: 'ended', problem: cause });

const READY = after(INITIAL_STATE, { kind: 'networks', networks: TWO }, { kind: 'read', medium: MEDIUM });
const STARTED = after(READY, { kind: 'started' });
const SHARING = after(STARTED, share('starting'), share('ready', { mode: 'own-dhcp' }));

describe('setting up', () => {
    it('can start with a medium and a socket, and with nothing less', () => {
        assert.ok(canStart(READY));
        assert.ok(!canStart(INITIAL_STATE));
        assert.ok(!canStart(after(INITIAL_STATE, { kind: 'read', medium: MEDIUM })));
        assert.ok(!canStart(after(INITIAL_STATE, { kind: 'networks', networks: TWO })));
        assert.ok(!canStart(after(READY, { kind: 'networks', networks: { kind: 'no-manager' } })));
        assert.ok(!canStart(after(READY, { kind: 'reading', source: IMAGE })));
        assert.equal(after(INITIAL_STATE, { kind: 'started' }).phase.page, 'set-up');
    });
    it('shares on the chosen socket while that is there, else on the best', () => {
        assert.equal(selectedInterface(INITIAL_STATE), null);
        assert.equal(selectedInterface(READY), 'eth1');
        const chosen = after(READY, { kind: 'chosen', interface: 'eth0' });
        assert.equal(selectedInterface(chosen), 'eth0');
        const gone = after(chosen, { kind: 'networks', networks: { ...TWO, sockets: TWO.sockets.slice(1) } });
        assert.equal(selectedInterface(gone), 'eth1');
        assert.equal(selectedInterface(after(gone, { kind: 'networks', networks: TWO })), 'eth0');
    });
    it('knows no live system from one that cannot be shared', () => {
        const none = after(READY, { kind: 'unreadable', problem: problem('no-live-medium') });
        assert.equal(none.medium.kind, 'none');
        const damaged = after(READY, { kind: 'unreadable', problem: problem('image-damaged') });
        assert.equal(damaged.medium.kind, 'unusable');
        const image = after(
            READY,
            { kind: 'reading', source: IMAGE },
            { kind: 'unreadable', problem: problem('no-live-medium') },
        );
        assert.equal(image.medium.kind, 'unusable');
    });
    it('remembers that the running system can be shared, and that of no image', () => {
        assert.ok(after(READY, { kind: 'reading', source: IMAGE }).runningUsable);
        const image = after(
            INITIAL_STATE,
            { kind: 'reading', source: IMAGE },
            { kind: 'read', medium: MEDIUM },
        );
        assert.ok(!image.runningUsable);
    });
});

describe('working', () => {
    it('follows the helper', () => {
        for (const status of ['waiting-for-cable', 'probing', 'starting', 'stopping'] as const) {
            const { phase } = after(STARTED, share(status));
            assert.ok(phase.page === 'working' && phase.step === status);
        }
        const { phase } = after(STARTED, share('copying', { fraction: 0.5 }));
        assert.ok(phase.page === 'working' && phase.fraction === 0.5);
    });
    it('once stopped, is not shown to start again', () => {
        const stopped = after(STARTED, { kind: 'stopped' });
        for (const event of [share('ready'), share('probing'), share('stopped'), client('a', 'menu')])
            assert.deepEqual(after(stopped, event), stopped);
    });
    it('shows a problem only when everything is undone, and the first one of several', () => {
        const failed = after(STARTED, failure('engine-failed'), failure('undo-failed'));
        assert.ok(isBusy(failed));
        const { phase } = after(failed, ended(problem('internal')));
        assert.ok(phase.page === 'problem' && phase.problem.code === 'engine-failed');
    });
    it('that was not permitted goes back, and counts', () => {
        const dismissed = after(STARTED, ended(problem('dismissed')));
        assert.equal(dismissed.phase.page, 'set-up');
        assert.equal(dismissed.dismissals, 1);
        assert.equal(after(STARTED, ended(problem('not-allowed'))).phase.page, 'problem');
    });
});

describe('sharing', () => {
    it('says who gives out the addresses', () => {
        assert.ok(SHARING.phase.page === 'sharing' && SHARING.phase.mode === 'own-dhcp');
        const { phase } = after(STARTED, share('ready'));
        assert.ok(phase.page === 'sharing' && phase.mode === null);
    });
    it('keeps the clients in the order in which they came', () => {
        const { phase } = after(SHARING, client('b', 'menu'), client('a', 'address'), client('b', 'running'));
        assert.ok(phase.page === 'sharing');
        assert.deepEqual(
            phase.clients.map(({ mac, stage }) => [mac, stage]),
            [
                ['b', 'running'],
                ['a', 'address'],
            ],
        );
    });
    it('keeps what the person should know, and goes on', () => {
        const notice: Reply = {
            type: 'notice',
            code: 'dhcp-server-appeared',
            params: { server: '192.0.2.1' },
        };
        const { phase } = after(SHARING, reply(notice), client('a', 'running'));
        assert.ok(phase.page === 'sharing');
        assert.deepEqual(phase.notice, notice);
        assert.equal(phase.clients.length, 1);
        assert.deepEqual(after(STARTED, reply(notice)), STARTED);
    });
    it('does not end by what is said late', () => {
        assert.deepEqual(after(SHARING, share('starting')), SHARING);
    });
    it('ends when the person says so, when the helper says so, and when it dies', () => {
        for (const event of [{ kind: 'stopped' } as const, share('stopping'), failure('medium-gone')]) {
            const { phase } = after(SHARING, event);
            assert.ok(phase.page === 'working' && phase.step === 'stopping');
        }
        assert.equal(after(SHARING, { kind: 'stopped' }, ended()).phase.page, 'set-up');
        assert.equal(after(SHARING, ended(problem('internal'))).phase.page, 'problem');
    });
});

describe('a problem', () => {
    const FAILED = after(STARTED, failure('disk-full'), ended());
    it('is left by reading a medium', () => {
        assert.equal(after(FAILED, { kind: 'reading', source: IMAGE }).phase.page, 'set-up');
        assert.equal(after(SHARING, { kind: 'reading', source: IMAGE }).phase.page, 'sharing');
    });
    it('stays when something else happens', () => {
        for (const event of [
            share('ready'),
            ended(),
            { kind: 'stopped' } as const,
            { kind: 'started' } as const,
        ])
            assert.deepEqual(after(FAILED, event), FAILED);
    });
});
