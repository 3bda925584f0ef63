// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { dirname } from '../medium/families/boot-files.js';
import { parameterValue } from '../medium/families/describe.js';
import { mediumPath, newBudget, type MenuFiles } from './config-text.js';
import {
    isMenuProgram,
    MAX_DEPTH,
    readConfiguration,
    resolve,
    type Configuration,
    type Label,
    type Menu,
    type Place,
} from './isolinux-config.js';
import { isPicture, shownPicture } from './isolinux-look.js';
import { splitArguments } from './parameters.js';
import {
    shownText,
    type HelpPage,
    type ParsedEntry,
    type ParsedItem,
    type ParsedMenu,
} from './parsed-menu.js';

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

const MAX_HELP_LINES = 6;

/** There are some thirty colours and places. */
const MAX_LOOK_LINES = 100;

/**
 * Reads a medium's isolinux or syslinux menu. Format: the Syslinux wiki's Config, Menu and Comboot pages. Tolerant: what it
 * does not know it passes over, as GFXBOOT, which no Syslinux knows.
 *
 * @param path of the configuration inside the medium
 */
export function parseIsolinux(medium: MenuFiles, path: string): ParsedMenu {
    return menuOf(path, { medium, folder: dirname(path), open: [path], budget: newBudget() });
}

function menuOf(path: string, place: Place): ParsedMenu {
    const configuration = readConfiguration(path, place);
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

/** What is no Linux kernel (Syslinux wiki: Config, KERNEL). */
const OTHER_KERNELS = /(\.(c32|0|bin|bs|bss|com|cbt|img)|(^|\/)memdisk)$/i;

function entryOf(label: Label, shown: Label, { append }: Configuration, place: Place): ParsedEntry {
    const words = splitArguments(label.append ?? append);
    const initrds = label.initrd === '' ? (parameterValue(words, 'initrd') ?? '') : label.initrd;
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

function titleOf({ title, name }: Label): string {
    return plainTitle(title ?? name);
}

/** `^` marks the letter that selects the entry. */
function plainTitle(title: string): string {
    return shownText(title.replaceAll('^', ''));
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
        if (isPicture(path, place.medium.files))
            return { background: path, lines: [...new Set(look)].slice(0, MAX_LOOK_LINES) };
    }
    return null;
}
