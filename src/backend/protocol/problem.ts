// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * Every failure a person can meet, by its stable code. The app translates the sentence that belongs to a code
 * (src/app/problem-text.ts); `params` fill its gaps; `detail` is for experts and stays untranslated.
 */
export const PROBLEM_CODES = [
    // what was asked for
    'bad-request',
    'version-mismatch',
    'wrong-order',
    'already-running',
    'helper-missing',
    'dismissed',
    'no-agent',
    'not-allowed',
    // the medium
    'no-live-medium',
    'image-missing',
    'image-not-a-file',
    'image-writable',
    'image-unreadable',
    'image-damaged',
    'image-not-live',
    'no-boot-files',
    'no-network-start',
    'image-needed',
    'medium-gone',
    // the network
    'no-network-manager',
    'no-interface',
    'interface-unknown',
    'interface-not-wired',
    'interface-part',
    'interface-internal',
    'interface-needs-router',
    'interface-not-managed',
    'interface-refused',
    'interface-no-address',
    'interface-gone',
    'network-changed',
    'no-free-subnet',
    'other-share-live',
    'firewall-refused',
    // the machine
    'engine-missing',
    'engine-failed',
    'port-busy',
    'disk-full',
    'nfs-busy',
    'keep-needs-nfs',
    'store-unusable',
    'no-loader',
    'undo-failed',
    'internal',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Gaps of a problem's sentence: short plain values, already cleaned for display. */
export type ProblemParams = Readonly<Record<string, string>>;

/** An error that has a code, and so a sentence for people. Anything else that is thrown is a bug: `internal`. */
export class Problem extends Error {
    constructor(
        readonly code: ProblemCode,
        readonly params: ProblemParams = {},
        readonly detail = '',
    ) {
        super(detail === '' ? code : `${code}: ${detail}`);
        this.name = 'Problem';
    }
}

/** @returns `error` itself where it is a Problem, else an `internal` one that carries its text and stack. */
export function toProblem(error: unknown): Problem {
    if (error instanceof Problem) return error;
    if (error instanceof Error) return new Problem('internal', {}, `${error.message}\n${error.stack ?? ''}`);
    return new Problem('internal', {}, String(error));
}
