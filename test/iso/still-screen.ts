// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

import { isBlack } from '../lab/picture.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';

const BETWEEN_MS = 5_000;

/** How many pictures in a row: two minutes. A system that starts says nothing for one, without hardware virtualisation. */
const PICTURES = 24;

/** A cursor that blinks is still. */
const DIFFERENT = 2;

/**
 * Resolves when the screen has stayed the same, and not black, and nothing else has moved on meanwhile.
 *
 * @param moved what changes with whatever moves on
 * @param signal ends the waiting; then it throws
 */
export async function untilStill(
    { screenshot }: VirtualMachine,
    moved: () => unknown,
    signal: AbortSignal,
): Promise<void> {
    let pictures: Buffer[] = [];
    let last = moved();
    while (pictures.length < PICTURES) {
        await setTimeout(BETWEEN_MS, undefined, { signal });
        const picture = await readFile(await screenshot('screen'));
        const now = moved();
        const isStill =
            now === last && !isBlack(picture) && countDifferent([...pictures, picture]) <= DIFFERENT;
        pictures = isStill ? [...pictures, picture] : [];
        last = now;
    }
}

function countDifferent(pictures: readonly Buffer[]): number {
    return pictures.filter((picture, at) => pictures.findIndex(other => other.equals(picture)) === at).length;
}
