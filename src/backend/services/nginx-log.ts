// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientEvent } from '../clients/events.js';
import { reportedFailure } from '../clients/failure-report.js';
import { STAGES, type Stage } from '../protocol/messages.js';
import { fileStage, isRootFile } from './file-stage.js';

/**
 * Reads one line of our nginx's access log (the format `share` of nginxConfig()), written at the end of a transfer.
 *
 * @returns null for lines that tell nothing of a client: refused requests, transfers that were broken off, other files
 */
export function nginxEvent(line: string, at: number): ClientEvent | null {
    let entry: unknown;
    try {
        entry = JSON.parse(line);
    } catch {
        return null;
    }
    if (typeof entry !== 'object' || entry === null) return null;
    const { address, method, path, query, status, completion } = entry as Record<string, unknown>;
    if (typeof address !== 'string' || typeof path !== 'string' || status !== 200) return null;
    // of a transfer that was broken off, the status that was sent at its beginning is written, too
    if (completion !== 'OK') return null;
    // GRUB asks for a file's size first
    if (method !== 'GET') return null;
    if (isRootFile(path.slice(1))) return { kind: 'root-file', address, at };
    if (path === '/report/kept') return { kind: 'kept', address };
    const failure = reportedFailure(path, typeof query === 'string' ? query : '');
    if (failure !== null) return { kind: 'failure', address, failure, at };
    const stage = stageOf(path);
    return stage === null ? null : { kind: 'stage', address, stage, at };
}

function stageOf(path: string): Stage | null {
    const reported = STAGES.find(stage => path === `/report/${stage}`);
    if (reported !== undefined) return reported;
    return fileStage(path.slice(1));
}
