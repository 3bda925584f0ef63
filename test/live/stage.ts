// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Scope } from '../lab/scope.js';

export interface StageContext {
    readonly scope: Scope;
    /** For its logs and screenshots. */
    readonly folder: string;
    /** The image with the desktop and Share Live. */
    readonly medium: string;
}

/** A way in which the live system runs, and what is shown about sharing it. */
export interface Stage {
    readonly name: string;
    readonly what: string;
    readonly run: (context: StageContext) => Promise<void>;
}
