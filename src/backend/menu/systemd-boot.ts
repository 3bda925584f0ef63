// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mediumPath, type MenuFiles } from './config-text.js';
import { splitArguments } from './parameters.js';
import { shownText, type ParsedEntry, type ParsedMenu } from './parsed-menu.js';

export const SYSTEMD_BOOT_CONFIG = 'loader/loader.conf';
const ENTRY = /^loader\/entries\/([^/]+)\.conf$/;
const MAX_ENTRIES = 100;

/**
 * Reads a medium's menu for systemd-boot: loader.conf(5), and an entry a file (UAPI.1 Boot Loader Specification, type #1).
 * They are shown by their sort keys and names.
 */
export function parseSystemdBoot({ files, read }: MenuFiles): ParsedMenu {
    const settings = fieldsOf(read(SYSTEMD_BOOT_CONFIG));
    const entries = [...files.keys()]
        .filter(path => ENTRY.test(path))
        .slice(0, MAX_ENTRIES)
        .map(path => ({ path, fields: fieldsOf(read(path)) }))
        .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
        .map(({ path, fields }) => entryOf(ENTRY.exec(path)?.[1] ?? '', fields));
    const pattern = settings.get('default')?.at(-1) ?? '';
    const timeout = settings.get('timeout')?.at(-1) ?? '';
    return {
        items: entries,
        chosen: entries.find(({ name }) => matches(pattern, name)) ?? entries[0] ?? null,
        timeout: /^[1-9]\d{0,3}$/.test(timeout) ? Number(timeout) : null,
        help: [],
        look: null,
    };
}

type Fields = ReadonlyMap<string, readonly string[]>;

function sortKey({ path, fields }: { path: string; fields: Fields }): string {
    return `${fields.get('sort-key')?.[0] ?? ''}/${path}`;
}

function entryOf(name: string, fields: Fields): ParsedEntry {
    const kernel = fields.get('linux')?.[0];
    return {
        kind: 'entry',
        title: shownText(fields.get('title')?.[0] ?? name),
        name,
        kernel: kernel === undefined ? '' : mediumPath(kernel, ''),
        initrds: (fields.get('initrd') ?? []).map(path => mediumPath(path, '')),
        arguments: (fields.get('options') ?? []).flatMap(splitArguments),
        help: [],
    };
}

/** A line is a key, white space, a value; some keys stand there several times. */
function fieldsOf(text: string): Fields {
    const fields = new Map<string, string[]>();
    for (const line of text.split(/\r?\n/)) {
        const trimmed = line.trim();
        const [before, key] = /^([a-z-]+)\s+/.exec(trimmed) ?? [];
        if (before === undefined || key === undefined) continue;
        const value = trimmed.slice(before.length);
        const values = fields.get(key);
        if (values === undefined) fields.set(key, [value]);
        else values.push(value);
    }
    return fields;
}

/** Whether the pattern of `default` names an entry: of a shell's wildcards, the star is what menus use. */
function matches(pattern: string, name: string): boolean {
    const [start = '', ...rest] = pattern.replace(/\.conf$/, '').split('*');
    const end = rest.at(-1);
    if (end === undefined) return start !== '' && name === start;
    return name.startsWith(start) && name.endsWith(end);
}
