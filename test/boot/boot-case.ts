// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Scope } from '../lab/scope.js';

export interface BootCase {
    /** For `--only`, and the name of the folder with its logs. */
    readonly name: string;
    /** What it shows, in one line. */
    readonly what: string;
    /** About how long it takes without hardware virtualisation. */
    readonly minutes: number;
    /** @throws where it does not hold */
    readonly run: (context: CaseContext) => Promise<void>;
}

export interface CaseContext {
    /** What the case sets up ends with it. */
    readonly scope: Scope;
    /** For logs and screenshots; it exists. */
    readonly folder: string;
    /** The live image that the tests share. */
    readonly image: string;
}
