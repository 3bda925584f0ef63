// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientEvent } from '../clients/events.js';
import { MENU_PATH } from './dnsmasq.js';
import { STAGES, type Stage } from '../protocol/messages.js';

/** What a fetched file tells; nginx logs at the end of a transfer. */
const FETCHED: readonly (readonly [RegExp, Stage])[] = [
    [new RegExp(`^/${MENU_PATH}$`), 'menu'],
    [/^\/kernel$/, 'kernel'],
    [/^\/initrd-\d+$/, 'initrd'],
];

/**
 * Reads one line of our nginx's access log (the format `share` of nginxConfig()).
 *
 * @returns null for lines that tell nothing of a client: refused requests, other files
 */
export function nginxEvent(line: string, at: number): ClientEvent | null {
    let entry: unknown;
    try {
        entry = JSON.parse(line);
    } catch {
        return null;
    }
    if (typeof entry !== 'object' || entry === null) return null;
    const { address, path, status } = entry as Record<string, unknown>;
    if (typeof address !== 'string' || typeof path !== 'string' || status !== 200) return null;
    const stage = stageOf(path);
    return stage === null ? null : { kind: 'stage', address, stage, at };
}

function stageOf(path: string): Stage | null {
    const reported = STAGES.find(stage => path === `/report/${stage}`);
    if (reported !== undefined) return reported;
    return FETCHED.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
