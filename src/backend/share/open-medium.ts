// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { kernelHas } from '../lib/kernel-module.js';
import { readBytes, readText } from '../lib/files.js';
import { bootFilesOf, contentsFromDirectory } from '../medium/contents-from-directory.js';
import { contentsFromImage, readFromImage } from '../medium/contents-from-image.js';
import { checkImageDescriptor, readableBytes } from '../medium/image-descriptor.js';
import { totalSize } from '../medium/families/describe.js';
import { recognise } from '../medium/recognise.js';
import { runningMedium } from '../medium/running-medium.js';
import type { Medium, MediumContents, OwnEntry } from '../medium/types.js';
import { toProblem } from '../protocol/problem.js';
import { ownEntry } from '../menu/own-entry.js';
import { keptParameters } from '../menu/parameters.js';
import { loaderFacts } from '../services/loaders.js';
import { clientFiles } from './served.js';
import type { LoaderFacts, MediumSource } from './types.js';

/** What is loaded before the root file system: no kernel or loader is larger. */
const MAX_LOADED_BYTES = 96 * 1024 * 1024;

/** A medium that was recognised, and how to get at it again. */
export interface OpenMedium {
    readonly medium: Medium;
    readonly source: MediumSource;
    readonly loaders: LoaderFacts;
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
    const loaders = await loadersOf(contents, medium, path => readFromImage(image, path, MAX_LOADED_BYTES));
    const sendableBytes = readableBytes(image);
    if (await kernelHas('iso9660', 'isofs'))
        return { medium, source: { kind: 'image', sendableBytes }, loaders, image };
    const bytes = totalSize(contents.files, clientFiles(medium, loaders));
    return { medium, source: { kind: 'image-copy', bytes, sendableBytes }, loaders, image };
}

/**
 * The medium that this live system runs from. Where it has gone but for the root images, in whose place they lie in memory,
 * the kernel and the initrd are those that a root image has in its /boot.
 *
 * @throws Problem `no-live-medium`, `no-boot-files`
 */
export async function openRunning(): Promise<OpenMedium> {
    const { path, notExported, rootTrees } = runningMedium(readText('/proc/self/mountinfo') ?? '');
    const contents = await contentsFromDirectory(path);
    const found = await firstThatBoots(contents, rootTrees);
    const { medium, rootTree, files } = found;
    const readFrom = (file: string): Promise<Uint8Array | null> =>
        readBytes(`${contents.files.has(file) ? path : (rootTree ?? path)}/${file}`);
    const loaders = await loadersOf({ ...contents, files }, medium, readFrom);
    return { medium, source: { kind: 'mounted', path, notExported, rootTree }, loaders, image: null };
}

interface Found {
    readonly medium: Medium;
    readonly rootTree: string | null;
    /** Those of the medium, and the root image's that are taken for it. */
    readonly files: MediumContents['files'];
}

/** The menu has gone, too: what this system was started with takes its place. */
function startedWith(): OwnEntry {
    return { kernel: '', initrds: [], parameters: keptParameters(readText('/proc/cmdline') ?? '') };
}

async function firstThatBoots(contents: MediumContents, rootTrees: readonly string[]): Promise<Found> {
    try {
        return { medium: recogniseContents(contents), rootTree: null, files: contents.files };
    } catch (error) {
        if (toProblem(error).code !== 'no-boot-files') throw error;
        for (const rootTree of rootTrees) {
            const files = new Map([...(await bootFilesOf(rootTree)), ...contents.files]);
            try {
                return { medium: recognise({ ...contents, files }, startedWith()), rootTree, files };
            } catch {
                // it has none either
            }
        }
        throw error;
    }
}

function loadersOf(
    { files }: MediumContents,
    medium: Medium,
    read: (path: string) => Promise<Uint8Array | null>,
): Promise<LoaderFacts> {
    const readSmall = async (path: string): Promise<Uint8Array | null> =>
        (files.get(path) ?? Infinity) > MAX_LOADED_BYTES ? null : read(path).catch(() => null);
    return loaderFacts({ medium, files, read: readSmall });
}

function recogniseContents(contents: MediumContents): Medium {
    return recognise(contents, ownEntry(contents));
}
