// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { MediumSummary, Reply } from '../backend/protocol/messages.js';
import { Problem, toProblem } from '../backend/protocol/problem.js';
import type { Backend, Recognition, RunningShare, ShareWish } from './backend.js';
import { collectOften } from './collector.js';
import type { Helper } from './helper-client.js';
import { startSession } from './helper-session.js';
import { giveStores } from './give-stores.js';
import { openImage, type OpenedImage } from './open-image.js';
import { openSession } from './session.js';
import type { Source } from './state.js';

/** The backend that works: the helper, unprivileged to recognise a medium, as root to share it. */
export const helperBackend: Backend = { recognise, share };

function recognise(source: Source): Recognition {
    let helper: Helper | null = null;
    let cancelled = false;
    const read = (image: OpenedImage | null): Promise<MediumSummary> =>
        new Promise((resolve, reject) => {
            if (cancelled) throw new Error('cancelled');
            helper = startSession(false, image, reply => {
                if (reply.type === 'problem') reject(new Problem(reply.code, reply.params, reply.detail));
                if (reply.type !== 'medium') return;
                resolve(reply.medium);
                helper?.send({ type: 'stop' });
            });
            helper.ended.then(
                problem => reject(problem ?? new Problem('internal', {}, 'the helper said nothing')),
                reject,
            );
        });
    return {
        medium: withImage(source, read),
        cancel: () => {
            cancelled = true;
            helper?.send({ type: 'stop' });
        },
    };
}

function share(source: Source, wish: ShareWish, onReply: (reply: Reply) => void): RunningShare {
    let helper: Helper | null = null;
    let stopped = false;
    const run = async (image: OpenedImage | null): Promise<Problem | null> => {
        const { options, archive } = await openSession(wish.likeSession);
        const stores = wish.keepFolder === null ? null : giveStores(wish.keepFolder);
        try {
            if (stopped) return null;
            const begun = startSession(true, image, reply => {
                stores?.answer(reply, begun, onReply);
                if (reply.type === 'send-files' && archive !== null) begun.sendDescriptor(archive.descriptor);
                onReply(reply);
                if (reply.type === 'medium')
                    begun.send({
                        type: 'start',
                        interface: wish.interface,
                        ...options,
                        keep: stores !== null,
                        entry: wish.entry ?? 0,
                        inMemory: wish.inMemory,
                        ask: wish.entry === null,
                    });
            });
            helper = begun;
            const collector = collectOften();
            try {
                return await begun.ended;
            } finally {
                collector.stop();
            }
        } finally {
            stores?.close();
            archive?.close();
        }
    };
    return {
        stop: () => {
            stopped = true;
            helper?.send({ type: 'stop' });
        },
        ended: withImage(source, run).catch(toProblem),
    };
}

/** Keeps the image of a source open while something is done with it. */
async function withImage<T>(source: Source, use: (image: OpenedImage | null) => Promise<T>): Promise<T> {
    if (source.kind === 'running') return use(null);
    const image = await openImage(source.path);
    try {
        return await use(image);
    } finally {
        image.close();
    }
}
