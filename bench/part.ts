// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Scope } from '../test/lab/scope.js';
import type { Measurement } from './measurement.js';
import type { MemoryReport } from './memory.js';

/** A part of the benchmark, which can also be run by itself. */
export interface Part {
    /** By which it is chosen. */
    readonly name: string;
    /** What it measures, in one line. */
    readonly what: string;
    readonly run: (context: PartContext) => Promise<PartResult>;
}

export interface PartContext {
    /** Runs something in a scope of its own: what it sets up ends before the next begins. */
    readonly scoped: <T>(work: (scope: Scope) => Promise<T>) => Promise<T>;
    /** An empty folder for logs and unpacked files. */
    readonly folder: string;
    /** The live image that the tests share. */
    readonly image: string;
    /** How often each kind of boot is measured. */
    readonly boots: number;
}

export interface PartResult {
    readonly measurements: readonly Measurement[];
    readonly memory?: MemoryReport;
}
