// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { kernelHas } from '../lib/kernel-module.js';
import { readBytes, readText } from '../lib/files.js';
import { bootFilesOf, contentsFromDirectory, textsFromDirectory } from '../medium/contents-from-directory.js';
import { contentsFromImage, readFromImage, textsFromImage } from '../medium/contents-from-image.js';
import { checkImageDescriptor, readableBytes } from '../medium/image-descriptor.js';
import { totalSize } from '../medium/families/describe.js';
import { recognise } from '../medium/recognise.js';
import { runningMedium } from '../medium/running-medium.js';
import { textsToRead } from '../medium/text-limits.js';
import type { Medium, MediumContents, OwnEntry } from '../medium/types.js';
import { liveMenu, type LiveMenu } from '../menu/live-menu.js';
import { mediumMenu, missingTexts } from '../menu/medium-menu.js';
import { ownEntry } from '../menu/own-entry.js';
import { keptParameters, splitArguments } from '../menu/parameters.js';
import { toProblem } from '../protocol/problem.js';
import { loaderFacts } from '../services/loaders.js';
import { clientFiles } from './served.js';
import type { LoaderFacts, MediumSource } from './types.js';

/** What is loaded before the root file system: no kernel or loader is larger. */
const MAX_LOADED_BYTES = 96 * 1024 * 1024;

/** How often a menu names texts that name others in turn. */
const MAX_ROUNDS = 4;

/** A medium that was recognised, and how to get at it again. */
export interface OpenMedium {
    readonly medium: Medium;
    readonly menu: LiveMenu | null;
    readonly source: MediumSource;
    readonly loaders: LoaderFacts;
    /** What a client loads before anything of the medium runs in it. */
    readonly bootBytes: number;
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
    const contents = await withNamedTexts(await contentsFromImage(image), paths =>
        textsFromImage(image, paths),
    );
    const { medium, menu } = recogniseContents(contents);
    const loaders = await loadersOf(contents, medium, path => readFromImage(image, path, MAX_LOADED_BYTES));
    const sendableBytes = readableBytes(image);
    const bootBytes = bootSize(contents.files, medium);
    if (await kernelHas('iso9660', 'isofs'))
        return { medium, menu, source: { kind: 'image', sendableBytes }, loaders, bootBytes, image };
    const bytes = totalSize(contents.files, clientFiles(medium, menu, loaders));
    return { medium, menu, source: { kind: 'image-copy', bytes, sendableBytes }, loaders, bootBytes, image };
}

/**
 * The medium that this live system runs from. Where it has gone but for the root images, in whose place they lie in memory,
 * the kernel and the initrd are those that a root image has in its /boot.
 *
 * @throws Problem `no-live-medium`, `no-boot-files`
 */
export async function openRunning(): Promise<OpenMedium> {
    const { path, notExported, rootTrees } = runningMedium(readText('/proc/self/mountinfo') ?? '');
    const contents = await withNamedTexts(await contentsFromDirectory(path), paths =>
        textsFromDirectory(path, paths),
    );
    const { medium, menu, rootTree, files } = await firstThatBoots(contents, rootTrees);
    const readFrom = (file: string): Promise<Uint8Array | null> =>
        readBytes(`${contents.files.has(file) ? path : (rootTree ?? path)}/${file}`);
    const loaders = await loadersOf({ ...contents, files }, medium, readFrom);
    const source = { kind: 'mounted', path, notExported, rootTree } as const;
    return { medium, menu, source, loaders, bootBytes: bootSize(files, medium), image: null };
}

function bootSize(files: MediumContents['files'], { kernel, initrds }: Medium): number {
    return totalSize(files, [kernel, ...initrds]);
}

interface Found extends Pick<OpenMedium, 'medium' | 'menu'> {
    readonly rootTree: string | null;
    /** Those of the medium, and the root image's that are taken for it. */
    readonly files: MediumContents['files'];
}

async function firstThatBoots(contents: MediumContents, rootTrees: readonly string[]): Promise<Found> {
    try {
        return { ...recogniseContents(contents), rootTree: null, files: contents.files };
    } catch (error) {
        if (toProblem(error).code !== 'no-boot-files') throw error;
        for (const rootTree of rootTrees) {
            const files = new Map([...(await bootFilesOf(rootTree)), ...contents.files]);
            try {
                const medium = recognise({ ...contents, files }, startedWith());
                return { medium, menu: null, rootTree, files };
            } catch {
                // it has none either
            }
        }
        throw error;
    }
}

/** The menu has gone, too: what this system was started with takes its place. */
function startedWith(): OwnEntry {
    const { parameters, handedOn } = keptParameters(splitArguments(readText('/proc/cmdline') ?? ''));
    return { kernel: '', initrds: [], parameters: [...parameters, ...handedOn] };
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

/** Adds the texts that the medium's menu names: configurations at odd places, and in these others; help pages. */
async function withNamedTexts(
    contents: MediumContents,
    read: (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<MediumContents> {
    let complete = contents;
    for (let round = 0; round < MAX_ROUNDS; round++) {
        const missing = new Set(missingTexts(complete));
        const paths = textsToRead(complete.files, path => missing.has(path));
        if (paths.length === 0) break;
        complete = { ...complete, texts: new Map([...complete.texts, ...(await read(paths))]) };
    }
    return complete;
}

function recogniseContents(contents: MediumContents): Pick<OpenMedium, 'medium' | 'menu'> {
    const { files } = contents;
    const menu = mediumMenu(contents);
    const medium = recognise(contents, ownEntry(menu, files));
    return { medium, menu: liveMenu(menu, medium, files) };
}
