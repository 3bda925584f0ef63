// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { kernelHas } from '../lib/kernel-module.js';
import { readText } from '../lib/files.js';
import { contentsFromDirectory } from '../medium/contents-from-directory.js';
import { contentsFromImage } from '../medium/contents-from-image.js';
import { checkImageDescriptor } from '../medium/image-descriptor.js';
import { recognise } from '../medium/recognise.js';
import { runningMedium } from '../medium/running-medium.js';
import type { Medium, MediumContents } from '../medium/types.js';
import { ownEntry } from '../menu/own-entry.js';
import { clientFiles } from './served.js';
import type { MediumSource } from './types.js';

/** A medium that was recognised, and how to get at it again. */
export interface OpenMedium {
    readonly medium: Medium;
    readonly source: MediumSource;
    /** Where the image can be opened anew by any process of root's; null for a mounted medium. */
    readonly image: string | null;
}

/**
 * An image by the descriptor that the app sent.
 *
 * @throws Problem `image-*`, `no-boot-files`
 */
export async function openImage(descriptor: number): Promise<OpenMedium> {
    const image = checkImageDescriptor(descriptor);
    const contents = await contentsFromImage(image);
    const medium = recogniseContents(contents);
    if (await kernelHas('iso9660', 'isofs')) return { medium, source: { kind: 'image' }, image };
    const bytes = clientFiles(medium).reduce((sum, path) => sum + (contents.files.get(path) ?? 0), 0);
    return { medium, source: { kind: 'image-copy', bytes }, image };
}

/**
 * The medium that this live system runs from.
 *
 * @throws Problem `no-live-medium`, `no-boot-files`
 */
export async function openRunning(): Promise<OpenMedium> {
    const source = runningMedium(readText('/proc/self/mountinfo') ?? '');
    const medium = recogniseContents(await contentsFromDirectory(source.path));
    return { medium, source, image: null };
}

function recogniseContents(contents: MediumContents): Medium {
    return recognise(contents, ownEntry(contents));
}
