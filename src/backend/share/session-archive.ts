// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { filesOf } from '../medium/contents-from-image.js';
import { checkImageDescriptor } from '../medium/image-descriptor.js';
import { sessionFiles, type SessionFile } from '../protocol/session-files.js';

/** An archive of the session's files that the app has sent. */
export interface SessionArchive {
    /** Where it can be opened anew, as long as its descriptor is open. */
    readonly path: string;
    readonly files: readonly SessionFile[];
}

/**
 * Looks through the archive that the app has sent, as nobody, as through an image.
 *
 * @param descriptor its number in this process
 * @throws Problem `image-*` where it is none
 */
export async function openSessionArchive(descriptor: number): Promise<SessionArchive> {
    const path = checkImageDescriptor(descriptor, 1);
    return { path, files: sessionFiles(await filesOf(path)) };
}
