// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { cleanText } from '../medium/clean-text.js';
import { folderOf, linesOf, mediumPath, newBudget, type Budget, type MenuFiles } from './config-text.js';
import { isPicture, lookLine, shownPicture } from './isolinux-look.js';
import { argumentValue, splitArguments } from './parameters.js';
import type { HelpPage, ParsedEntry, ParsedItem, ParsedMenu } from './parsed-menu.js';

/** Where isolinux and syslinux look for their configuration on media. */
export const ISOLINUX_CONFIGS = [
    'isolinux/isolinux.cfg',
    'boot/isolinux/isolinux.cfg',
    'boot/x86_64/loader/isolinux.cfg',
    'syslinux/syslinux.cfg',
    'boot/syslinux/syslinux.cfg',
    'isolinux/syslinux.cfg',
    'isolinux.cfg',
    'syslinux.cfg',
];
export const ISOLINUX_NAME = /(^|\/)(isolinux|syslinux|extlinux)\.cfg$/i;

/** How many configurations deep one leads to another, and menus lie in one another. */
const MAX_DEPTH = 6;
const MAX_TITLE = 200;
const MAX_HELP_LINES = 6;

interface Label {
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

interface Menu {
    title: string;
    label: string | null;
    readonly parts: (Label | Menu)[];
}

/** What stands in a configuration and all that it includes. */
interface Configuration {
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
interface Place {
    readonly medium: MenuFiles;
    readonly folder: string;
    readonly open: readonly string[];
    readonly budget: Budget;
}

/**
 * Reads a medium's isolinux or syslinux menu. Format: the Syslinux wiki's Config, Menu and Comboot pages. Tolerant: what it
 * does not know it passes over, as GFXBOOT, which no Syslinux knows.
 *
 * @param path of the configuration inside the medium
 */
export function parseIsolinux(medium: MenuFiles, path: string): ParsedMenu {
    return menuOf(path, { medium, folder: folderOf(path), open: [path], budget: newBudget() });
}

function menuOf(path: string, place: Place): ParsedMenu {
    const configuration = read(path, place);
    const { main, chosen, ui } = configuration;
    const named = labelNamed(chosen, configuration);
    const alone =
        named === undefined || isMenuProgram(ui[0] ?? '') ? null : configOf(named, configuration, place);
    // without a menu the default one starts at once: another configuration is what a person sees
    if (alone !== null) return alone;
    const entries = new Map<Label, ParsedEntry>();
    const items = itemsOf(main, configuration, place, entries);
    // what a submenu starts with does not start by itself
    const marked = main.parts.find((part): part is Label => 'name' in part && part.isDefault);
    // a prompt knows nothing of menus
    const first = isMenuProgram(ui[0] ?? '') ? (marked ?? named) : (named ?? marked);
    return {
        items,
        chosen: (first === undefined ? null : entries.get(first)) ?? [...entries.values()][0] ?? null,
        timeout: configuration.timeout,
        help: helpOf(configuration, place),
        look: lookOf(configuration, place),
    };
}

function labelNamed(name: string, { labels }: Configuration): Label | undefined {
    return labels.get(name.toLowerCase());
}

function itemsOf(
    menu: Menu,
    configuration: Configuration,
    place: Place,
    entries: Map<Label, ParsedEntry>,
): readonly ParsedItem[] {
    return menu.parts.flatMap((part): readonly ParsedItem[] => {
        if ('parts' in part)
            return [
                {
                    kind: 'submenu',
                    title: plainTitle(part.label ?? part.title),
                    items: itemsOf(part, configuration, place, entries),
                },
            ];
        const startsByItself = part.isDefault || part === labelNamed(configuration.chosen, configuration);
        if (part.hidden && !startsByItself) return [];
        const other = configOf(part, configuration, place);
        if (other !== null) return [{ kind: 'submenu', title: titleOf(part), items: other.items }];
        const entry = entryOf(chosenBy(part, configuration) ?? part, part, configuration, place);
        entries.set(part, entry);
        return [entry];
    });
}

/** The label that a program of Syslinux's picks by the machine: of 64 bits, started from a CD. */
function chosenBy({ kernel, append }: Label, configuration: Configuration): Label | undefined {
    const words = splitArguments(append ?? '');
    const name = /(^|\/)ifcpu64\.c32$/.test(kernel)
        ? words[0]
        : /(^|\/)whichsys\.c32$/.test(kernel)
          ? words[words.indexOf('-iso-') + 1]
          : undefined;
    return name === undefined ? undefined : labelNamed(name, configuration);
}

/** The other configuration that a label leads to: by CONFIG, whose APPEND is a folder, or by a menu program for it. */
function configOf(from: Label, configuration: Configuration, place: Place): ParsedMenu | null {
    const label = chosenBy(from, configuration) ?? from;
    const append = splitArguments(label.append ?? '');
    const target = label.config ?? (isMenuProgram(label.kernel) ? (append[0] ?? null) : null);
    if (target === null || target === '~') return null;
    const path = resolve(target, place);
    const folder =
        label.config === null || append[0] === undefined ? place.folder : mediumPath(append[0], place.folder);
    if (place.open.length > MAX_DEPTH || place.open.includes(path) || place.budget.includes-- <= 0)
        return null;
    return menuOf(path, { ...place, folder, open: [...place.open, path] });
}

function isMenuProgram(kernel: string): boolean {
    return /(^|\/)(vesa|c)?menu\.c32$/i.test(kernel);
}

/** What is no Linux kernel (Syslinux wiki: Config, KERNEL). */
const OTHER_KERNELS = /(\.(c32|0|bin|bs|bss|com|cbt|img)|(^|\/)memdisk)$/i;

function entryOf(label: Label, shown: Label, { append }: Configuration, place: Place): ParsedEntry {
    const words = splitArguments(label.append ?? append);
    const initrds = label.initrd === '' ? (argumentValue(words, 'initrd') ?? '') : label.initrd;
    const isKernel = label.kernel !== '' && !OTHER_KERNELS.test(label.kernel);
    return {
        kind: 'entry',
        title: titleOf(shown),
        name: shown.name,
        kernel: isKernel ? resolve(label.kernel, place) : '',
        initrds: initrds
            .split(',')
            .filter(initrd => initrd !== '')
            .map(initrd => resolve(initrd, place)),
        arguments: words,
        help: shown.help.slice(0, MAX_HELP_LINES),
    };
}

/** Relative paths begin where the loader's folder is; configurations that are shared by several loaders count on others, too. */
function resolve(path: string, { medium, folder, open }: Place): string {
    const places = [folder, '', ...open.map(folderOf)].map(from => mediumPath(path, from));
    return places.find(place => medium.files.has(place)) ?? mediumPath(path, folder);
}

function titleOf({ title, name }: Label): string {
    return plainTitle(title ?? name);
}

/** `^` marks the letter that selects the entry. */
function plainTitle(title: string): string {
    return cleanText(title.replaceAll('^', ''), MAX_TITLE);
}

function helpOf({ help, display }: Configuration, place: Place): readonly HelpPage[] {
    const pages = new Map(help);
    if (display !== null && !pages.has(1)) pages.set(1, display);
    return [...pages]
        .map(([key, path]) => ({ key, text: place.medium.read(resolve(path, place)) }))
        .filter(({ text }) => text.trim() !== '')
        .sort((a, b) => a.key - b.key);
}

function lookOf({ background, display, look }: Configuration, place: Place): ParsedMenu['look'] {
    const shown = display === null ? null : shownPicture(place.medium.read(resolve(display, place)));
    for (const picture of [background, shown]) {
        const path = picture === null ? '' : resolve(picture, place);
        if (isPicture(path, place.medium.files)) return { background: path, lines: [...new Set(look)] };
    }
    return null;
}

function read(path: string, place: Place): Configuration {
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
        else reader.label?.help.push(cleanText(line, MAX_TITLE));
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
