// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { PROTOCOL_VERSION, type Reply } from '../backend/protocol/messages.js';
import { startHelper, type Helper } from './helper-client.js';
import type { OpenedImage } from './open-image.js';

/**
 * Starts a helper and has it read a medium. A problem that it tells of ends it.
 *
 * @param privileged whether it is to become root
 * @param image must stay open until the helper has said `medium`; null for the live system that runs here
 * @param onReply called for each of its messages, in order
 * @throws Problem where nothing can be started
 */
export function startSession(
    privileged: boolean,
    image: OpenedImage | null,
    onReply: (reply: Reply) => void,
): Helper {
    const helper = startHelper(privileged, reply => {
        if (reply.type === 'send-image' && image !== null) helper.sendDescriptor(image.descriptor);
        onReply(reply);
        if (reply.type === 'problem') helper.send({ type: 'stop' });
    });
    helper.send({ type: 'init', version: PROTOCOL_VERSION });
    helper.send({ type: 'medium', source: image === null ? 'running' : 'image' });
    return helper;
}
