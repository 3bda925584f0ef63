// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';

import type { ClientSummary, Reply, ShareReply, Stage } from '../../backend/protocol/messages.js';
import { fill } from '../fill.js';
import { problemText } from '../problem-text.js';

const _ = Gettext.gettext;

/** What the command line says about a message of the helper, or null where a person needs not know. */
export function statusLine(reply: Reply): string | null {
    switch (reply.type) {
        case 'medium':
            return fill(_('Sharing: {name}'), { name: reply.medium.name });
        case 'share':
            return shareLine(reply);
        case 'client':
            return clientLine(reply.client);
        case 'problem': {
            const sentence = problemText(reply.code, reply.params);
            return reply.detail === '' ? sentence : `${sentence}\n${indent(reply.detail)}`;
        }
        case 'plan':
            return JSON.stringify(reply.plan, null, 2);
        case 'hello':
        case 'send-image':
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
            return _(
                'Ready. Turn on the other computer and start it from the network. Ctrl+C stops sharing.',
            );
        case 'stopping':
            return _('Stopping …');
        case 'stopped':
            return _('Stopped. Everything is as it was before.');
    }
}

function clientLine({ mac, stage, bytes }: ClientSummary): string {
    return fill(_('{mac}: {stage}, {megabytes} MB sent'), {
        mac,
        stage: STAGE_TEXT[stage](),
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
