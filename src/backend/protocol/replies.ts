// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import {
    CLIENT_KINDS,
    FAILURES,
    MEMORY_ONLY_REASONS,
    NOTICE_CODES,
    PROOFS,
    REASONS,
    REFUSALS,
    STAGES,
    TRANSPORTS,
    VERDICT_REASONS,
    type Reply,
    type ShareMode,
    type ShareStatus,
} from './messages.js';
import { PROBLEM_CODES, Problem } from './problem.js';

type Check = (value: unknown) => boolean;

const isText: Check = value => typeof value === 'string';
const isNumber: Check = value => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isFlag: Check = value => typeof value === 'boolean';
const isAnything: Check = () => true;

const STATUSES: Readonly<Record<ShareStatus, true>> = {
    'waiting-for-cable': true,
    probing: true,
    copying: true,
    starting: true,
    ready: true,
    stopping: true,
    stopped: true,
};
const MODES: Readonly<Record<ShareMode, true>> = { 'own-dhcp': true, 'proxy-dhcp': true };

const isKeyOf =
    (table: object): Check =>
    value =>
        typeof value === 'string' && Object.hasOwn(table, value);
const isOneOf =
    (words: readonly string[]): Check =>
    value =>
        typeof value === 'string' && words.includes(value);
const orAbsent =
    (check: Check): Check =>
    value =>
        value === undefined || check(value);
const isObject =
    (checks: Readonly<Record<string, Check>>): Check =>
    value => {
        const members = membersOf(value);
        return members !== null && Object.entries(checks).every(([key, check]) => check(members.get(key)));
    };
const isListOf =
    (check: Check): Check =>
    value =>
        Array.isArray(value) && value.every(check);
const isParams: Check = value => [...(membersOf(value)?.values() ?? [null])].every(isText);

const isVerdicts: Check = isListOf(
    isObject({
        client: isOneOf(CLIENT_KINDS),
        starts: isOneOf(['yes', 'no', 'perhaps']),
        because: orAbsent(isOneOf(VERDICT_REASONS)),
    }),
);

/** What the app relies on of each reply. */
const SCHEMA: Readonly<Record<Reply['type'], Check>> = {
    hello: isObject({ version: isNumber }),
    'send-image': isAnything,
    'want-store': isObject({ mac: isText }),
    'send-store': isObject({ mac: isText }),
    'send-files': isAnything,
    medium: isObject({
        medium: isObject({
            name: isText,
            family: isText,
            proof: isOneOf(PROOFS),
            architecture: isText,
            bootBytes: isNumber,
            rootBytes: isNumber,
            verdicts: isVerdicts,
            entries: isListOf(isText),
            transports: isListOf(isOneOf(TRANSPORTS)),
            memoryBytes: isNumber,
        }),
    }),
    // the rest is for people and programs to read
    plan: isObject({
        plan: isObject({
            proof: isOneOf(PROOFS),
            branches: isListOf(
                isObject({
                    mode: isKeyOf(MODES),
                    because: isOneOf(REASONS),
                    server: orAbsent(isText),
                }),
            ),
            verdicts: isVerdicts,
        }),
    }),
    share: isObject({
        status: isKeyOf(STATUSES),
        interface: orAbsent(isText),
        address: orAbsent(isText),
        mode: orAbsent(isKeyOf(MODES)),
        server: orAbsent(isText),
        verdicts: orAbsent(isVerdicts),
        memoryOnly: orAbsent(isOneOf(MEMORY_ONLY_REASONS)),
        fraction: orAbsent(isNumber),
    }),
    client: isObject({
        client: isObject({
            mac: isText,
            address: value => value === null || isText(value),
            stage: isOneOf(STAGES),
            since: isNumber,
            bytes: isNumber,
            inMemory: isFlag,
            answers: isFlag,
            keeps: isFlag,
            refused: value => value === null || isOneOf(REFUSALS)(value),
            failure: value =>
                value === null || isObject({ reason: isOneOf(FAILURES), detail: isText })(value),
        }),
    }),
    problem: isObject({
        code: isOneOf(PROBLEM_CODES),
        params: isParams,
        detail: isText,
        fatal: isFlag,
    }),
    notice: isObject({ code: isOneOf(NOTICE_CODES), params: isParams }),
};

/** The start of a line that is not as it should be, for whoever looks for the reason. */
const SHOWN_CHARACTERS = 200;

/**
 * Reads one line that the helper wrote. What else it may say beside is left as it is.
 *
 * @throws Problem `internal` where it is none of its messages
 */
export function parseReply(line: string): Reply {
    try {
        const value: unknown = JSON.parse(line);
        const { type } = value as { readonly type: unknown };
        if (typeof type === 'string' && Object.hasOwn(SCHEMA, type) && SCHEMA[type as Reply['type']](value))
            return value as Reply;
    } catch {
        // not JSON, or null
    }
    throw new Problem('internal', {}, `not a message of the helper: ${line.slice(0, SHOWN_CHARACTERS)}`);
}

/** @returns null where it is no object */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | null {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return new Map(Object.entries(value));
}
