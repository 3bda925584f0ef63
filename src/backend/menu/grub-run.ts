// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { dirname } from '../medium/families/boot-files.js';
import type { MenuFiles } from './config-text.js';
import { holds, type ConditionFiles } from './grub-condition.js';
import { filesLike, filesOf, plainPath } from './grub-files.js';
import { match } from './grub-regexp.js';
import { parseScript, type Statement, type Word } from './grub-script.js';
import { shownText, type ParsedEntry, type ParsedItem } from './parsed-menu.js';

/** What one menu may use up, over all of its scripts: real ones need a hundredth. */
const MAX_STEPS = 30_000;
const MAX_CHARACTERS = 1_000_000;
const MAX_SCRIPTS = 64;
const MAX_ITEMS = 500;
const MAX_NESTING = 8;
/** What one match may take, in characters that are put in the place of variables. */
const REGEXP_COST = 50_000;
/** Of one variable. */
const MAX_VALUE = 4096;

/** What GRUB calls the medium that it was started from; which name it is does not matter. */
const DEVICE = 'cd0';

type Flow = 'next' | 'break' | 'continue' | 'return' | 'end';

/** An entry or a submenu before its statements are carried out, which GRUB does when it is chosen. */
interface Item {
    readonly kind: 'menuentry' | 'submenu';
    readonly title: string;
    readonly name: string;
    readonly positional: readonly string[];
    readonly block: readonly Statement[];
}

/** A menu that is shown, or an entry that is chosen. */
interface Context {
    readonly variables: Map<string, string>;
    readonly depth: number;
    positional: readonly string[];
    items: Item[];
    /** What another configuration that was gone over to shows. */
    shown: readonly ParsedItem[] | null;
    kernel: string;
    arguments: readonly string[];
    initrds: readonly string[];
    /** Whether it reads an image file: what it starts then is none of the medium's. */
    loopback: boolean;
}

export interface GrubResult {
    readonly items: readonly ParsedItem[];
    /** Its variables, as they are in the end. */
    readonly variables: ReadonlyMap<string, string>;
}

/**
 * Carries out a GRUB configuration as far as menus go (GRUB manual: Shell-like scripting, Commands). Nothing of it touches
 * the machine; a script that never ends, or grows, stops at a limit with the entries that it had.
 *
 * @param path of the configuration inside the medium
 * @param cpu as GRUB calls it: `x86_64`, `arm64`
 */
export function runGrub(medium: MenuFiles, path: string, cpu: string): GrubResult {
    let [steps, characters, scripts] = [MAX_STEPS, MAX_CHARACTERS, MAX_SCRIPTS];
    let itemsLeft = MAX_ITEMS;
    let status = true;
    const functions = new Map<string, readonly Statement[]>();
    const parsed = new Map<string, readonly Statement[]>();
    /** The scripts that are being carried out: none runs in the midst of itself. */
    const open = [path];
    const conditionFiles = filesOf(medium);

    const scriptOf = (name: string): readonly Statement[] => {
        const known = parsed.get(name) ?? parseScript(medium.read(name));
        parsed.set(name, known);
        return known;
    };

    const valueOf = (name: string, { variables, positional }: Context): string => {
        if (name === '?') return status ? '0' : '1';
        if (name === '#') return String(positional.length);
        if (name === '@' || name === '*') return positional.join(' ');
        if (/^\d+$/.test(name)) return positional[Number(name) - 1] ?? '';
        return variables.get(name) ?? (name.startsWith('feature_') ? 'y' : '');
    };

    /** A variable outside of quotes may become several words, or none. */
    const expand = (word: Word, context: Context): readonly string[] => {
        const fields = [''];
        let quoted = false;
        const append = (text: string): void => {
            const some = text.slice(0, Math.max(0, characters));
            characters -= some.length + 1;
            fields.push((fields.pop() ?? '') + some);
        };
        for (const part of word) {
            quoted ||= part.quoted;
            if ('text' in part) append(part.text);
            else if (part.quoted) append(valueOf(part.variable, context));
            else
                for (const [index, piece] of valueOf(part.variable, context).split(/\s+/).entries()) {
                    if (index > 0) fields.push('');
                    append(piece);
                }
        }
        return quoted ? fields : fields.filter(field => field !== '');
    };
    const expandAll = (words: readonly Word[], context: Context): readonly string[] =>
        words.flatMap(word => expand(word, context));

    const matching = (word: string): readonly string[] => {
        if (!word.includes('*')) return [word];
        characters -= medium.files.size;
        return filesLike(word, medium);
    };

    const runAll = (statements: readonly Statement[], context: Context): Flow => {
        for (const statement of statements) {
            if (steps-- <= 0 || characters <= 0) return 'end';
            const flow = run(statement, context);
            if (flow !== 'next') return flow;
        }
        return 'next';
    };

    const run = (statement: Statement, context: Context): Flow => {
        switch (statement.kind) {
            case 'command':
                return command(statement.words, statement.block, context);
            case 'function':
                functions.set(statement.name, statement.body);
                return 'next';
            case 'if': {
                for (const { condition, body } of statement.branches) {
                    const flow = runAll(condition, context);
                    if (flow !== 'next') return flow;
                    if (status) return runAll(body, context);
                }
                return runAll(statement.otherwise, context);
            }
            case 'for':
                for (const value of expandAll(statement.words, context).flatMap(matching)) {
                    context.variables.set(statement.variable, value);
                    const flow = runAll(statement.body, context);
                    if (flow === 'break') break;
                    if (flow === 'return' || flow === 'end') return flow;
                }
                return 'next';
            case 'while':
                for (;;) {
                    const asked = runAll(statement.condition, context);
                    if (asked !== 'next') return asked;
                    if (status !== statement.holds) return 'next';
                    if (steps-- <= 0) return 'end';
                    const flow = runAll(statement.body, context);
                    if (flow === 'break') return 'next';
                    if (flow === 'return' || flow === 'end') return flow;
                }
        }
    };

    /** Runs a script in the place of a command. */
    const source = (target: string, context: Context): Flow => {
        const name = plainPath(target);
        if (scripts-- <= 0 || open.length >= MAX_NESTING || open.includes(name) || !medium.files.has(name)) {
            status = false;
            return 'next';
        }
        open.push(name);
        const flow = runAll(scriptOf(name), context);
        open.pop();
        return flow === 'return' ? 'next' : flow;
    };

    const command = (words: readonly Word[], block: readonly Statement[] | null, context: Context): Flow => {
        const [name = '', ...args] = expandAll(words, context);
        const { variables } = context;
        const last = args.at(-1) ?? '';
        const before = status;
        status = true;
        const body = functions.get(name);
        if (body !== undefined) {
            if (context.depth >= MAX_NESTING) return 'next';
            const inside = { ...context, depth: context.depth + 1, positional: args };
            const flow = runAll(body, inside);
            Object.assign(context, { ...inside, depth: context.depth, positional: context.positional });
            return flow === 'return' ? 'next' : flow;
        }
        switch (name) {
            case 'menuentry':
            case 'submenu':
                if (itemsLeft-- > 0) context.items.push(itemOf(name, args, block ?? []));
                return 'next';
            case 'set':
                for (const assignment of args.slice(0, 1)) assign(assignment, variables);
                return 'next';
            case 'unset':
                for (const variable of args) variables.delete(variable);
                return 'next';
            case 'search':
                status = search(args, variables, conditionFiles);
                return 'next';
            case 'search.file':
            case 'search.fs_label':
            case 'search.fs_uuid':
                status = name !== 'search.file' || conditionFiles.isFile(args[0] ?? '');
                if (status) variables.set(args[1] ?? 'root', DEVICE);
                return 'next';
            case 'linux':
            case 'linux16':
            case 'linuxefi':
                context.kernel = context.loopback ? '' : plainPath(args[0] ?? '');
                context.arguments = args.slice(1);
                return 'next';
            case 'initrd':
            case 'initrd16':
            case 'initrdefi':
                context.initrds = args.filter(arg => !arg.startsWith('-')).map(plainPath);
                return 'next';
            case 'loopback':
                context.loopback = true;
                return 'next';
            case 'source':
            case '.':
                return source(last, context);
            case 'configfile':
            case 'normal': {
                const target = plainPath(last);
                if (context.depth >= MAX_NESTING || open.includes(target)) return 'next';
                const below = newContext(variables, context.depth + 1, context.loopback);
                source(target, below);
                const items = itemsOf(below);
                // one that shows nothing is left again
                if (items.length === 0) return 'next';
                for (const variable of ['default', 'timeout'])
                    variables.set(variable, below.variables.get(variable) ?? '');
                context.shown = items;
                return 'end';
            }
            case '[':
            case 'test':
                status = holds(name === '[' ? args.slice(0, -1) : args, conditionFiles);
                return 'next';
            case 'loadfont':
            case 'background_image':
                status = args.every(arg => arg.startsWith('-') || conditionFiles.isFile(arg));
                return 'next';
            case 'eval': {
                if (scripts-- <= 0 || open.length >= MAX_NESTING) return 'next';
                open.push('');
                const flow = runAll(parseScript(args.join(' ')), context);
                open.pop();
                return flow;
            }
            case 'regexp':
                characters -= REGEXP_COST;
                // the device's brackets would be a group
                status = match(
                    args.map(arg => arg.replaceAll(`(${DEVICE})`, '')),
                    variables,
                );
                return 'next';
            case 'false':
            case 'keystatus':
            case 'cmp':
                status = false;
                return 'next';
            case 'break':
            case 'continue':
                return name;
            case 'return':
                status = before;
                return 'return';
            case 'exit':
            case 'halt':
            case 'reboot':
                return 'end';
            default:
                if (/^[A-Za-z_]\w*=/.test(name)) assign(name, variables);
                return 'next';
        }
    };

    const assign = (assignment: string, variables: Map<string, string>): void => {
        const [, variable, value = ''] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
        if (variable !== undefined) variables.set(variable, value.slice(0, MAX_VALUE));
    };

    const itemsOf = (context: Context): readonly ParsedItem[] =>
        context.shown ?? context.items.map(item => chosen(item, context));

    /** Carries out what stands in an entry or a submenu, with variables of its own. */
    const chosen = (item: Item, { variables, depth, loopback }: Context): ParsedItem => {
        const context = { ...newContext(variables, depth + 1, loopback), positional: item.positional };
        if (depth < MAX_NESTING) runAll(item.block, context);
        const items = itemsOf(context);
        return item.kind === 'submenu' || items.length > 0
            ? { kind: 'submenu', title: item.title, items }
            : entryOf(item, context);
    };

    const main = newContext(initialVariables(path, cpu), 0, false);
    runAll(scriptOf(path), main);
    // a script that never ended has its entries all the same
    [steps, characters, scripts] = [MAX_STEPS, MAX_CHARACTERS, MAX_SCRIPTS];
    return { items: itemsOf(main), variables: main.variables };
}

function newContext(variables: ReadonlyMap<string, string>, depth: number, loopback: boolean): Context {
    return {
        ...{ variables: new Map(variables), depth, positional: [], items: [], shown: null },
        ...{ kernel: '', arguments: [], initrds: [], loopback },
    };
}

function initialVariables(path: string, cpu: string): ReadonlyMap<string, string> {
    return new Map([
        ['root', DEVICE],
        ['prefix', `(${DEVICE})/${dirname(path)}`],
        ['cmdpath', `(${DEVICE})/EFI/BOOT`],
        ['grub_platform', 'efi'],
        ['grub_cpu', cpu],
        ['menuentry_id_option', '--id'],
    ]);
}

function entryOf({ title, name }: Item, context: Context): ParsedEntry {
    const { kernel, initrds } = context;
    return { kind: 'entry', title, name, kernel, initrds, arguments: context.arguments, help: [] };
}

const OPTIONS_WITH_VALUES = ['--class', '--users', '--hotkey', '--source', '--id'];

function itemOf(kind: Item['kind'], args: readonly string[], block: readonly Statement[]): Item {
    let [name, title] = ['', null as string | null];
    const positional: string[] = [];
    for (let at = 0; at < args.length; at++) {
        const [argument = '', next = ''] = args.slice(at, at + 2);
        if (title !== null && !argument.startsWith('--')) positional.push(argument);
        else if (argument.startsWith('--id=')) name = argument.slice('--id='.length);
        else if (OPTIONS_WITH_VALUES.includes(argument)) {
            if (argument === '--id') name = next;
            at++;
        } else if (!argument.startsWith('--')) title = argument;
    }
    // $1 is the title
    return {
        kind,
        title: shownText(title ?? ''),
        name,
        positional: [title ?? '', ...positional],
        block,
    };
}

/** Whatever a menu looks for is on the medium, unless it names a file that is not there. */
function search(
    args: readonly string[],
    variables: Map<string, string>,
    { isFile, isFolder }: ConditionFiles,
): boolean {
    const target = args.at(-1) ?? '';
    if (args.some(arg => /^(--file|-f)$/.test(arg)) && !isFile(target) && !isFolder(target)) return false;
    const at = args.findIndex(arg => /^(--set(=|$)|-s$)/.test(arg));
    if (at < 0) return true;
    const option = args[at] ?? '';
    const next = args[at + 1];
    // `--set` alone, before another option or the last word, is for `root`
    const named = next === undefined || next.startsWith('-') || at + 2 >= args.length ? 'root' : next;
    variables.set(option.includes('=') ? option.slice('--set='.length) : named, DEVICE);
    return true;
}
