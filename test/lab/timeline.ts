// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Reply } from '../../src/backend/protocol/messages.js';
import { megabytes, progress } from './progress.js';

/** @returns what to call with each message of a share: it says each new status, and each new stage of a client */
export function timeline(): (reply: Reply) => void {
    let last = '';
    const sayNew = (text: string, key = text): void => {
        if (key !== last) progress(text);
        last = key;
    };
    return reply => {
        switch (reply.type) {
            case 'medium':
                sayNew(`  medium: ${reply.medium.name}`);
                break;
            case 'share':
                sayNew(`  share: ${reply.status}`);
                break;
            case 'client': {
                const { mac, stage, bytes } = reply.client;
                sayNew(`  client ${mac}: ${stage} (${megabytes(bytes)} sent)`, `${mac} ${stage}`);
                break;
            }
            case 'problem':
                sayNew(`  problem: ${reply.code} ${JSON.stringify(reply.params)} ${reply.detail}`);
                break;
            case 'notice':
                sayNew(`  notice: ${reply.code} ${JSON.stringify(reply.params)}`);
                break;
            case 'hello':
            case 'send-image':
            case 'want-store':
            case 'send-store':
            case 'send-files':
            case 'plan':
        }
    };
}
