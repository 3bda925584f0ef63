// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { areClientWords } from './client-words.js';
import type { Request } from './messages.js';
import { Problem } from './problem.js';
import { isStartPage } from './session-files.js';
import { isKeyboard, isLocale } from './session-locale.js';
import { areSessionSettings } from './session-settings.js';

type Check = (value: unknown) => boolean;

const isInterfaceWord: Check = value => typeof value === 'string' && value.length >= 1 && value.length <= 15;

const orEmpty =
    (check: (text: string) => boolean): Check =>
    value =>
        typeof value === 'string' && (value === '' || check(value));

const isFlag: Check = value => typeof value === 'boolean';

const SHARE_OPTIONS = {
    interface: isInterfaceWord,
    locale: orEmpty(isLocale),
    keyboard: orEmpty(isKeyboard),
    words: areClientWords,
    settings: areSessionSettings,
    files: isFlag,
    startPage: orEmpty(isStartPage),
    keep: isFlag,
    entry: (value: unknown) => Number.isInteger(value) && (value as number) >= 0,
    inMemory: isFlag,
    ask: isFlag,
};

/** The closed schema: every request's keys beside `type`, each with its check. */
const SCHEMA: Readonly<Record<Request['type'], Readonly<Record<string, Check>>>> = {
    init: { version: value => Number.isInteger(value) },
    medium: { source: value => value === 'running' || value === 'image' },
    plan: SHARE_OPTIONS,
    start: SHARE_OPTIONS,
    store: {
        mac: (value: unknown) => typeof value === 'string' && /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(value),
    },
    stop: {},
};

/**
 * Reads one request line. The sender is hostile until proved otherwise: unknown verbs, unknown, missing or doubled
 * keys and wrong types are all refused.
 *
 * @param line one line without its newline, as JSON.stringify() writes it
 * @throws Problem `bad-request`
 */
export function parseRequest(line: string): Request {
    // what a decoder puts in the place of bytes that are not UTF-8
    if (line.includes('\ufffd')) throw refuse('not UTF-8');
    let value: unknown;
    try {
        value = JSON.parse(line);
    } catch {
        throw refuse('not JSON');
    }
    // the last of two equal keys would win unseen
    if (JSON.stringify(value) !== line) throw refuse('spaces, or a key twice');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse('not an object');
    const message = new Map(Object.entries(value));
    const type = message.get('type');
    if (typeof type !== 'string' || !Object.hasOwn(SCHEMA, type)) throw refuse('unknown type');
    const checks = SCHEMA[type as Request['type']];
    for (const key of message.keys())
        if (key !== 'type' && !Object.hasOwn(checks, key)) throw refuse(`unknown key in ${type}`);
    for (const [key, check] of Object.entries(checks))
        if (!check(message.get(key))) throw refuse(`${type}.${key} is missing or wrong`);
    return value as Request;
}

function refuse(detail: string): Problem {
    return new Problem('bad-request', {}, detail);
}
