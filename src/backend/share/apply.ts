// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { freeBytes, letEnginesRead, makeFolder, writeBytes, writeText } from '../lib/files.js';
import { runChecked } from '../lib/process.js';
import { codePage437 } from '../menu/screen-letters.js';
import { readFromImage } from '../medium/contents-from-image.js';
import { makeBridge } from '../network/bridge.js';
import { openZone } from '../network/firewalld.js';
import { openFilters } from '../network/foreign-filters.js';
import { setForwarding } from '../network/forwarding.js';
import { Problem } from '../protocol/problem.js';
import { startEngine, type EngineWatch, type RunningEngine } from '../services/engine.js';
import { addHostExport } from '../services/host-nfs.js';
import { startKernelNfs } from '../services/kernel-nfs.js';
import { copyImage } from './copy-image.js';
import { journal } from './journal.js';
import { mountMedium } from './mount.js';
import { MEDIUM_MOUNT } from './paths.js';
import { makeStoresFolder } from './stores.js';
import type { Engine, Mount, Step } from './types.js';

export interface ApplyContext {
    /** Where the image that the app sent can be opened again, e.g. `/proc/1234/fd/5`; null for a mounted medium. */
    readonly image: string | null;
    /** The archive of the session's files, likewise; null where there is none. */
    readonly session: string | null;
    readonly watch: (engine: Engine) => EngineWatch;
    readonly onCopied: (fraction: number) => void;
    /** The engines that run so far; apply adds to it, so that whoever stops a half-made share finds them. */
    readonly engines: RunningEngine[];
    /** Asked before each step: the share may have been stopped meanwhile. */
    readonly stopped: () => boolean;
}

/**
 * Carries steps of a plan out, one by one, each undo journaled before its step is begun.
 *
 * @throws Problem of the step that failed; what was done until then is undone by `undoAll`
 */
export async function apply(steps: readonly Step[], context: ApplyContext): Promise<void> {
    for (const step of steps) {
        if (context.stopped()) return;
        if (step.undo !== null) journal(step.undo);
        await carryOut(step, context);
    }
}

async function carryOut(step: Step, context: ApplyContext): Promise<void> {
    switch (step.kind) {
        case 'remember':
            return;
        case 'directory':
            return makeFolder(step.path);
        case 'file':
            return step.encoding === undefined
                ? writeText(step.path, step.text)
                : writeBytes(step.path, codePage437(step.text));
        case 'archive':
            return writeArchive(step);
        case 'session-file':
            return writeSessionFile(step, context);
        case 'stores':
            return makeStoresFolder();
        case 'make':
            await runChecked(step.argv);
            letEnginesRead(step.path);
            return;
        case 'copy-image':
            return copyImage(imageOf(context), step.files, step.bytes, step.path, context.onCopied);
        case 'mount':
            return mountMedium(sourceOf(step, context), step.target, step.fileSystem);
        case 'host-export':
            return addHostExport(MEDIUM_MOUNT, step);
        case 'firewall':
            await runChecked(['nft', '-f', '-'], { stdin: step.rules });
            return;
        case 'open-zone':
            return openZone(step.zone, step.rules);
        case 'open-filters':
            return openFilters(step.openings);
        case 'bridge':
            return makeBridge(step.name, step.port, step.subnet, step.profiles, step.zone);
        case 'forwarding':
            return setForwarding(step.interface, true);
        case 'engine':
            context.engines.push(await startEngine(step.engine, context.watch(step.engine)));
            return;
        case 'kernel-nfs':
            return startKernelNfs(step);
    }
}

function sourceOf({ source }: Mount, context: ApplyContext): string {
    return typeof source === 'string' ? source : imageOf(context);
}

/** What bsdtar may need at once; it does not say why it cannot write. */
const ARCHIVE_BLOCK_BYTES = 64 * 1024;

async function writeArchive({ path, root, members }: Extract<Step, { kind: 'archive' }>): Promise<void> {
    const options = ['--format=newc', '--uid=0', '--gid=0'];
    try {
        await runChecked(['bsdtar', ...options, '-c', '-f', path, '-C', root, '--', ...members]);
    } catch (error) {
        if (freeBytes(root) >= ARCHIVE_BLOCK_BYTES) throw error;
        throw new Problem('disk-full', { path }, String(error));
    }
    letEnginesRead(path);
}

async function writeSessionFile(
    { path, member, bytes }: Extract<Step, { kind: 'session-file' }>,
    { session }: ApplyContext,
): Promise<void> {
    if (session === null) throw new Problem('internal', {}, 'the plan wants files of the session');
    writeBytes(path, await readFromImage(session, member, bytes));
}

function imageOf({ image }: ApplyContext): string {
    if (image === null) throw new Problem('internal', {}, 'the plan wants an image and there is none');
    return image;
}
