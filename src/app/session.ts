// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ShareOptions } from '../backend/protocol/messages.js';
import { packSession } from './session-archive.js';
import { sessionOptions } from './session-options.js';
import type { OpenedImage } from './open-image.js';

/** What of this session goes along to the clients. */
export interface Session {
    readonly options: Pick<
        ShareOptions,
        'locale' | 'keyboard' | 'words' | 'settings' | 'startPage' | 'files'
    >;
    /** The files that go along; null where there are none. To be closed when the helper has ended. */
    readonly archive: OpenedImage | null;
}

/** @param likeSession whether the clients' desktops are to look like this session */
export async function openSession(likeSession: boolean): Promise<Session> {
    const { startPage, picture, ...options } = sessionOptions(likeSession);
    const archive = likeSession ? await packSession(picture) : null;
    return { options: { ...options, startPage, files: archive !== null }, archive };
}
