// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { columns } from '../test/lab/columns.js';
import type { Computer } from '../test/lab/machine.js';
import { checked } from './checked.js';

/** In bytes. */
export interface Memory {
    /** What it does not share with others, and its part of what it shares (proportional set size). */
    readonly pss: number;
    /** All that it has in memory, shared or not (resident set size). */
    readonly rss: number;
}

/** By part of a share: `front end`, `helper`, `janitor`, and the engines by their programs. */
export type MemoryByPart = ReadonlyMap<string, Memory>;

const PROCESSES: readonly { readonly part: string; readonly commandLine: RegExp }[] = [
    { part: 'front end', commandLine: /\/share-live\/cli\.js/ },
    { part: 'helper', commandLine: /\/share-live\/helper\.js$/ },
    { part: 'janitor', commandLine: /\/share-live\/janitor\.js$/ },
];

const ENGINES = ['nginx', 'dnsmasq', 'rpcbind', 'ganesha.nfsd'];

/** @returns the memory of every process of a share, or of engines started by hand, that runs in a machine now */
export async function memoryByPart(machine: Computer): Promise<MemoryByPart> {
    const parts = new Map<string, string>();
    const processes = await checked(machine, ['ps', '--no-headers', '-ww', '-eo', 'pid,args']);
    for (const line of processes.split('\n')) {
        const [, pid, commandLine] = /^ *(\d+) (.*?) *$/.exec(line) ?? [];
        if (pid === undefined || commandLine === undefined) continue;
        const part = partOf(commandLine);
        if (part !== null) parts.set(pid, part);
    }
    const memory = new Map<string, Memory>();
    const rollups = [...parts.keys()].map(pid => `/proc/${pid}/smaps_rollup`);
    const { stdout } = await machine.exec([
        'grep',
        '--with-filename',
        '--extended-regexp',
        '^(Pss|Rss):',
        ...rollups,
    ]);
    for (const line of stdout.split('\n')) {
        const [, pid = '', kind, kibibytes] = /^\/proc\/(\d+)\/\w+:(Pss|Rss): +(\d+) kB$/.exec(line) ?? [];
        const part = parts.get(pid);
        if (part === undefined) continue;
        const { pss, rss } = memory.get(part) ?? { pss: 0, rss: 0 };
        const bytes = Number(kibibytes) * 1024;
        memory.set(part, kind === 'Pss' ? { pss: pss + bytes, rss } : { pss, rss: rss + bytes });
    }
    return memory;
}

/** An engine's sandbox counts as the engine: its command line ends with the engine's, behind `--`. */
function partOf(commandLine: string): string | null {
    const known = PROCESSES.find(each => each.commandLine.test(commandLine));
    if (known !== undefined) return known.part;
    const own = commandLine.slice(commandLine.lastIndexOf(' -- ') + 1).replace(/^-- /, '');
    return ENGINES.find(name => new RegExp(`^(\\S*/)?${name.replace('.', '\\.')}(:| |$)`).test(own)) ?? null;
}

/** What of a share took how much memory, and beside it the engines started by hand. */
export interface MemoryReport {
    readonly ready: MemoryByPart;
    readonly withClient: MemoryByPart;
    readonly byHandWithClient: MemoryByPart;
}

/** @returns a table for people, in MB */
export function memoryTable({ ready, withClient, byHandWithClient }: MemoryReport): string {
    const all = [ready, withClient, byHandWithClient];
    const parts = [...new Set(all.flatMap(each => [...each.keys()]))];
    return columns([
        ['memory in MB: PSS (RSS)', 'ready', 'with a client', 'by hand, with a client'],
        ...parts.map(part => [part, ...all.map(each => cell(each.get(part)))]),
        ['together', ...all.map(each => cell(total(each)))],
    ]);
}

function total(parts: MemoryByPart): Memory {
    const values = [...parts.values()];
    return {
        pss: values.reduce((sum, { pss }) => sum + pss, 0),
        rss: values.reduce((sum, { rss }) => sum + rss, 0),
    };
}

function cell(memory: Memory | undefined): string {
    return memory === undefined ? '' : `${megabytes(memory.pss)} (${megabytes(memory.rss)})`;
}

function megabytes(bytes: number): string {
    return (bytes / 1e6).toFixed(1);
}
