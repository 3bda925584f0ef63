// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { statusLine } from '../../../src/app/cli/status-lines.js';
import { failureText } from '../../../src/app/failure-text.js';
import { fill, inOneLine } from '../../../src/app/fill.js';
import { noticeText } from '../../../src/app/notice-text.js';
import { problemTitle } from '../../../src/app/problem-title.js';
import { refusalText } from '../../../src/app/refusal-text.js';
import { verdictHint, verdictLine } from '../../../src/app/verdict-text.js';
import { mediumDetails } from '../../../src/app/window/medium-text.js';
import { linkText, modeText, socketTitle } from '../../../src/app/window/network-text.js';
import { clientText, stageText } from '../../../src/app/window/stage-text.js';
import {
    CLIENT_KINDS,
    PROOFS,
    REFUSALS,
    STAGES,
    VERDICT_REASONS,
    type ClientKind,
    type ClientVerdict,
    type VerdictReason,
} from '../../../src/backend/protocol/messages.js';
import { PROBLEM_CODES } from '../../../src/backend/protocol/problem.js';
import { clientSummary } from '../../support/client-summary.js';
import { mediumSummary } from '../../support/medium-summary.js';

const CLIENT = clientSummary();

describe('the texts of the window', () => {
    it('name a socket only where there are several', () => {
        const socket = { name: 'eth0', label: 'Intel Ethernet', link: 'cable' } as const;
        assert.equal(socketTitle(socket, false), 'Network socket');
        assert.equal(socketTitle(socket, true), 'Intel Ethernet');
    });
    it('know each link from the others', () => {
        const texts = (['internet', 'network', 'cable', 'no-cable', 'wireless', 'phone'] as const).map(
            linkText,
        );
        assert.equal(new Set(texts).size, 6);
    });
    it('say nothing of who gives out the addresses where that is not known', () => {
        assert.equal(modeText(null), '');
        assert.notEqual(modeText('own-dhcp'), modeText('proxy-dhcp'));
    });
    it('name the other device where it says who it is', () => {
        const text = (server: string): string => noticeText('dhcp-server-appeared', { server });
        assert.ok(text('192.0.2.1').includes('(192.0.2.1)'));
        assert.ok(!text('0.0.0.0').includes('('));
    });
    it('leave out what is not known of a medium', () => {
        const medium = mediumSummary({ family: 'casper', architecture: 'unknown', rootBytes: 1e9 });
        assert.equal(mediumDetails(medium).replaceAll('\u00a0', ' '), 'Ubuntu family · 1.0 GB');
        assert.equal(mediumDetails({ ...medium, family: 'later' }).replace('\u00a0', ' '), '1.0 GB');
    });
    it('say of a medium whose kind was not tried here that it was not, in the window and in a terminal', () => {
        const medium = mediumSummary({ name: 'Arch' });
        const [tried, untried] = PROOFS.map(proof => ({ ...medium, proof }));
        assert.ok(tried !== undefined && untried !== undefined);
        assert.equal(statusLine({ type: 'medium', medium: tried }), 'Sharing: Arch');
        assert.match(
            statusLine({ type: 'medium', medium: untried }) ?? '',
            /^Sharing: Arch\nNot tried yet: /,
        );
        assert.doesNotMatch(mediumDetails(tried), /tried/);
        assert.match(mediumDetails(untried), /\nNot tried yet: /);
    });
    it('give what fills a gap a direction of its own where the text goes from right to left', () => {
        assert.equal(fill('needs {size}', { size: '1 GB' }), 'needs 1 GB');
        assert.equal(fill('يحتاج {size}', { size: '1 GB' }), 'يحتاج \u20681 GB\u2069');
        assert.equal(fill('يحتاج {size}', {}), 'يحتاج {size}');
        assert.equal(inOneLine(['a', '', '1 GB']), 'a\u00a0· 1 GB');
        assert.equal(inOneLine(['عائلة', '1 GB']), '\u2068عائلة\u2069\u00a0· \u20681 GB\u2069');
    });
    it('say why a computer did not go on, in the window and in a terminal', () => {
        const failure = { reason: 'memory', detail: '970 1500' } as const;
        assert.match(failureText(failure).replaceAll('\u00a0', ' '), /\(970\.0 MiB; it needs 1\.5 GiB\)/);
        const failed = { ...CLIENT, failure: { reason: 'start', detail: 'no root' } as const };
        const line = statusLine({ type: 'client', client: failed });
        assert.equal(line, `${CLIENT.mac}: ${failureText(failed.failure)}\n    no root`);
    });
    it('name the key of the maker to whoever did not start from here', () => {
        const share = { medium: null, allInMemory: false };
        const text = (bootKey: string | null): string =>
            clientText(CLIENT, share, { name: 'Dell', bootKey }, 3_600_000);
        assert.match(text('F12'), /Dell: press F12/);
        assert.doesNotMatch(text(null), /Dell/);
    });
    it('have words of its own for every reason why a computer cannot start', () => {
        assert.equal(new Set(REFUSALS.map(refusalText)).size, REFUSALS.length);
    });
    it('have a sentence of its own for every kind of computer and every reason', () => {
        const no = { client: 'bios', starts: 'no' } as const;
        const lines = [
            ...CLIENT_KINDS.map(client => verdictLine({ client, starts: 'yes' })),
            verdictLine({ client: 'bios', starts: 'yes', because: 'http-boot-only' }),
            ...VERDICT_REASONS.map(because => verdictLine({ ...no, because })),
            verdictLine({ ...no, starts: 'perhaps', because: 'not-checked' }),
        ];
        assert.equal(new Set(lines).size, CLIENT_KINDS.length + VERDICT_REASONS.length + 2);
    });
    it('say what matters of who can start: the most frequent computers that cannot', () => {
        const [bios, uefi, secure] = CLIENT_KINDS;
        const no = (client: ClientKind, because: VerdictReason): ClientVerdict => ({
            client,
            starts: 'no',
            because,
        });
        const yes = (client: ClientKind): ClientVerdict => ({ client, starts: 'yes' });
        assert.equal(verdictHint([yes(bios), yes(uefi), yes(secure)]), '');
        assert.match(verdictHint([yes(bios), yes(uefi), no(secure, 'not-signed')]), /nobody has signed it/);
        const old = [yes(bios), no(uefi, 'other-machine'), no(secure, 'other-machine')];
        assert.match(verdictHint(old), /for old PCs/);
        const arm = [no(bios, 'other-machine'), no(uefi, 'other-machine'), yes('uefi-arm64')];
        assert.equal(verdictHint(arm), '');
        assert.match(verdictHint(arm.slice(0, 2)), /No computer can start/);
    });
    it('of the command line say why a computer cannot start', () => {
        const line = statusLine({ type: 'client', client: { ...CLIENT, refused: 'uefi-32' } });
        assert.equal(line, `${CLIENT.mac}: ${refusalText('uefi-32')}`);
    });
    it('have words for every stage, and a title for every problem', () => {
        for (const stage of STAGES) assert.notEqual(stageText({ ...CLIENT, stage }), '');
        for (const code of PROBLEM_CODES) assert.notEqual(problemTitle(code), '');
    });
});
