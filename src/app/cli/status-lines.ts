// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { ClientSummary, PlanReply, Reply, ShareReply, Stage } from '../../backend/protocol/messages.js';
import { failureText } from '../failure-text.js';
import { fill } from '../fill.js';
import { isIndependent } from '../client-progress.js';
import { memoryOnlyText } from '../memory-only-text.js';
import { noticeText } from '../notice-text.js';
import { problemText } from '../problem-text.js';
import { verdictHint, verdictLine } from '../verdict-text.js';
import { proofText } from '../proof-text.js';
import { refusalText } from '../refusal-text.js';

const _ = Gettext.gettext;

/** What the command line says about a message of the helper, or null where a person needs not know. */
export function statusLine(reply: Reply): string | null {
    switch (reply.type) {
        case 'medium':
            return [fill(_('Sharing: {name}'), { name: reply.medium.name }), proofText(reply.medium.proof)]
                .filter(line => line !== '')
                .join('\n');
        case 'share':
            return shareLine(reply);
        case 'client':
            return clientLine(reply.client);
        case 'problem': {
            const sentence = problemText(reply.code, reply.params);
            return reply.detail === '' ? sentence : `${sentence}\n${indent(reply.detail)}`;
        }
        case 'notice':
            return noticeText(reply.code, reply.params);
        case 'plan':
            return [
                ...decisionLines(reply.plan),
                ...reply.plan.verdicts.map(verdictLine),
                JSON.stringify(reply.plan, null, 2),
            ].join('\n');
        case 'hello':
        case 'send-image':
        case 'want-store':
        case 'send-store':
        case 'send-files':
            return null;
    }
}

function shareLine(reply: ShareReply): string {
    switch (reply.status) {
        case 'waiting-for-cable':
            return _('Waiting for a cable to the other computer …');
        case 'probing':
            return _('Looking whether another device hands out addresses on this network …');
        case 'copying':
            return fill(_('Preparing the image: {percent} %'), {
                percent: String(Math.round((reply.fraction ?? 0) * 100)),
            });
        case 'starting':
            return _('Starting …');
        case 'ready':
            return [
                ...(reply.mode === 'proxy-dhcp' ? [existingText(reply.server)] : []),
                ...[verdictHint(reply.verdicts ?? []), memoryOnlyText(reply.memoryOnly ?? null)].filter(
                    hint => hint !== '',
                ),
                _('Ready. Turn on the other computer and start it from the network. Ctrl+C stops sharing.'),
            ].join('\n');
        case 'stopping':
            return _('Stopping …');
        case 'stopped':
            return _('Stopped. Everything is as it was before.');
    }
}

/** @returns a sentence for each way in which the plan may go */
function decisionLines({ branches }: PlanReply['plan']): readonly string[] {
    return branches.map(({ because, mode, server }) => {
        switch (because) {
            case 'no-dhcp-server':
                return _('No device hands out addresses on this network: Share Live would do it.');
            case 'dhcp-lease':
                return `${_('This computer got its own address on this network.')} ${existingText(server)}`;
            case 'dhcp-server-answers':
                return existingText(server);
            case 'not-probed':
                return mode === 'own-dhcp'
                    ? _(
                          'If no device hands out addresses on this network, Share Live would do it as follows.',
                      )
                    : _('If one does, Share Live would leave that to it.');
        }
    });
}

/** @param server of the network's own addresses; 0.0.0.0 where it does not say who it is */
function existingText(server = '0.0.0.0'): string {
    const text =
        server === '0.0.0.0'
            ? _('This network hands out addresses already. That stays as it is.')
            : _('This network hands out addresses already ({server}). That stays as it is.');
    return fill(text, { server });
}

function clientLine(client: ClientSummary): string {
    const { mac, stage, bytes, refused, failure } = client;
    if (refused !== null) return `${mac}: ${refusalText(refused)}`;
    if (failure !== null) {
        const line = `${mac}: ${failureText(failure)}`;
        return failure.reason === 'start' && failure.detail !== ''
            ? `${line}\n${indent(failure.detail)}`
            : line;
    }
    return fill(_('{mac}: {stage}, {megabytes} MB sent'), {
        mac,
        stage: isIndependent(client) ? _('runs from its own memory') : STAGE_TEXT[stage](),
        megabytes: (bytes / 1e6).toFixed(1),
    });
}

const STAGE_TEXT: Readonly<Record<Stage, () => string>> = {
    address: () => _('has an address'),
    loader: () => _('has loaded the start program'),
    menu: () => _('shows the menu'),
    kernel: () => _('has loaded the kernel'),
    initrd: () => _('has loaded the start system'),
    initramfs: () => _('starts'),
    root: () => _('has found its system'),
    running: () => _('runs'),
};

function indent(text: string): string {
    return text.replace(/^/gm, '    ');
}
