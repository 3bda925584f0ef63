// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Engine, Step } from './types.js';

/** A folder of the share, which goes with it. */
export function directory(path: string): Step {
    return { kind: 'directory', path, undo: null };
}

/** A file of the share, which goes with it. */
export function file(path: string, text: string): Step {
    return { kind: 'file', path, text, undo: null };
}

/** The same in the letters that a PC shows by itself: @param text in those (`screenText`) */
export function inCodePage437(path: string, text: string): Step {
    return { kind: 'file', path, text, encoding: 'code-page-437', undo: null };
}

/** A server, which ends with the share. */
export function engine(what: Engine): Step {
    return { kind: 'engine', engine: what, undo: null };
}

/** Only what undo has to know. */
export function remember(undo: NonNullable<Step['undo']>): Step {
    return { kind: 'remember', undo };
}
