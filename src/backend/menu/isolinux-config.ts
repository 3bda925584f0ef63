// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { dirname } from '../medium/families/boot-files.js';
import { linesOf, mediumPath, type Budget, type MenuFiles } from './config-text.js';
import { lookLine } from './isolinux-look.js';
import { shownText } from './parsed-menu.js';

/** How deep menus lie in one another, and how many configurations deep one leads to another. */
export const MAX_DEPTH = 6;

export interface Label {
    readonly name: string;
    title: string | null;
    isDefault: boolean;
    hidden: boolean;
    kernel: string;
    /** Another configuration. */
    config: string | null;
    initrd: string;
    append: string | null;
    readonly help: string[];
}

export interface Menu {
    title: string;
    label: string | null;
    readonly parts: (Label | Menu)[];
}

/** What stands in a configuration and all that it includes. */
export interface Configuration {
    readonly main: Menu;
    /** By their names in small letters, in their order. */
    readonly labels: Map<string, Label>;
    chosen: string;
    /** The menu program and what it is told; none where there is a prompt alone. */
    ui: readonly string[];
    append: string;
    timeout: number | null;
    display: string | null;
    background: string | null;
    readonly help: Map<number, string>;
    readonly look: string[];
}

/** Where a configuration stands, and which ones lead to it. */
export interface Place {
    readonly medium: MenuFiles;
    readonly folder: string;
    readonly open: readonly string[];
    readonly budget: Budget;
}

/** Relative paths begin where the loader's folder is; configurations that are shared by several loaders count on others, too. */
export function resolve(path: string, { medium, folder, open }: Place): string {
    const places = [folder, '', ...open.map(dirname)].map(from => mediumPath(path, from));
    return places.find(place => medium.files.has(place)) ?? mediumPath(path, folder);
}

export function isMenuProgram(kernel: string): boolean {
    return /(^|\/)(vesa|c)?menu\.c32$/i.test(kernel);
}

/** Reads a configuration. @param path inside the medium */
export function readConfiguration(path: string, place: Place): Configuration {
    const configuration: Configuration = {
        ...{
            main: { title: '', label: null, parts: [] },
            labels: new Map<string, Label>(),
            chosen: '',
            ui: [],
        },
        ...{ append: '', timeout: null, display: null, background: null },
        ...{ help: new Map<number, string>(), look: [] },
    };
    const reader: Reader = { menus: [configuration.main], label: null, inHelp: false, budget: place.budget };
    const readFrom = (from: string): void => {
        const lines = linesOf(place.medium, from, place.budget, line => {
            const target = /^\s*(?:menu\s+)?include\s+(\S+)/i.exec(line)?.[1];
            return target === undefined ? null : resolve(target, place);
        });
        for (const line of lines) readLine(line, configuration, reader);
    };
    readFrom(path);
    // a menu program may be told which configurations to show
    if (isMenuProgram(configuration.ui[0] ?? ''))
        for (const further of new Set(configuration.ui.slice(1).map(name => resolve(name, place))))
            if (further !== path) readFrom(further);
    return configuration;
}

/** Where the reader is: in which menu, the innermost last, at which label, in the midst of a text or not. */
interface Reader {
    menus: Menu[];
    label: Label | null;
    inHelp: boolean;
    readonly budget: Budget;
}

function readLine(line: string, configuration: Configuration, reader: Reader): void {
    if (reader.inHelp) {
        if (/^\s*endtext\b/i.test(line)) reader.inHelp = false;
        else reader.label?.help.push(shownText(line));
        return;
    }
    const [keyword = '', argument = ''] = keywordOf(line);
    const menu = reader.menus.at(-1) ?? configuration.main;
    const { label } = reader;
    const key = /^f(\d{1,2})$/.exec(keyword)?.[1];
    if (key !== undefined && Number(key) <= 12) {
        configuration.help.set(key === '0' ? 10 : Number(key), firstWord(argument));
        return;
    }
    switch (keyword) {
        case 'label':
            reader.label = newLabel(argument);
            if (reader.budget.entries-- <= 0) break;
            menu.parts.push(reader.label);
            if (!configuration.labels.has(argument.toLowerCase()))
                configuration.labels.set(argument.toLowerCase(), reader.label);
            break;
        case 'default':
        case 'ontimeout':
            if (/\.(c32|com)$/i.test(firstWord(argument))) configuration.ui = argument.split(/\s+/);
            else configuration.chosen = firstWord(argument);
            break;
        case 'ui':
            configuration.ui = argument.split(/\s+/);
            break;
        case 'timeout':
            // tenths of a second; 0 is for ever
            configuration.timeout = /^[1-9]\d{0,5}$/.test(argument) ? Math.ceil(Number(argument) / 10) : null;
            break;
        case 'display':
            configuration.display = firstWord(argument);
            break;
        case 'text':
            reader.inHelp = /^help\b/i.test(argument);
            break;
        case 'menu background':
            configuration.background = argument.startsWith('#') ? null : firstWord(argument);
            break;
        case 'menu title':
            menu.title = argument;
            break;
        case 'menu begin': {
            const isTooDeep = reader.menus.length > MAX_DEPTH;
            const below = isTooDeep ? menu : { title: argument, label: null, parts: [] };
            if (!isTooDeep) menu.parts.push(below);
            reader.menus.push(below);
            reader.label = null;
            break;
        }
        case 'menu end':
            if (reader.menus.length > 1) reader.menus.pop();
            reader.label = null;
            break;
        case 'append':
            if (label === null) configuration.append = appended(argument);
            else label.append = appended(argument);
            break;
        case 'menu label':
            if (label !== null) label.title = argument;
            else menu.label = argument;
            break;
        default:
            if (label !== null) readLabelLine(label, keyword, argument);
            configuration.look.push(...[lookLine(keyword, argument)].filter(look => look !== null));
    }
}

function readLabelLine(label: Label, keyword: string, argument: string): void {
    switch (keyword) {
        case 'menu default':
            label.isDefault = true;
            break;
        case 'menu hide':
        case 'menu disable':
        case 'menu disabled':
            label.hidden = true;
            break;
        case 'kernel':
        case 'linux':
        case 'com32':
            label.kernel = firstWord(argument);
            break;
        case 'config':
            label.config = argument;
            break;
        case 'initrd':
            label.initrd = argument;
            break;
    }
}

function newLabel(name: string): Label {
    return {
        ...{ name, title: null, isDefault: false, hidden: false },
        ...{ kernel: '', config: null, initrd: '', append: null, help: [] },
    };
}

/** `APPEND -` takes the common one away. */
function appended(argument: string): string {
    return argument === '-' ? '' : argument;
}

function firstWord(text: string): string {
    return /^\S*/.exec(text)?.[0] ?? '';
}

/** @returns a line's keyword in small letters, `menu x` as one, and what follows it */
function keywordOf(line: string): readonly string[] {
    const match = /^\s*(menu\s+\w+|\w+)(?:\s+(.*))?$/i.exec(line);
    return match === null
        ? []
        : [(match[1] ?? '').toLowerCase().replace(/\s+/, ' '), (match[2] ?? '').trimEnd()];
}
