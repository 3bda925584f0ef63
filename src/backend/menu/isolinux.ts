// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { linesOf, mediumPath, type MenuItem, type Texts } from './config-text.js';
import { argumentValue } from './parameters.js';

/** Where isolinux and syslinux look for their configuration on media. */
const CONFIGS = [
    'isolinux/isolinux.cfg',
    'boot/isolinux/isolinux.cfg',
    'syslinux/syslinux.cfg',
    'boot/syslinux/syslinux.cfg',
    'isolinux/syslinux.cfg',
];

interface Label {
    readonly name: string;
    /** Whether it stands in a submenu (MENU BEGIN). */
    readonly nested: boolean;
    isDefault: boolean;
    kernel: string;
    initrd: string;
    append: string | null;
}

/**
 * Reads the entries of a medium's isolinux or syslinux menu, the default one first. Format: the Syslinux wiki's
 * Config and Menu pages. Tolerant: what it does not know it passes over.
 */
export function isolinuxItems(texts: Texts): readonly MenuItem[] {
    const path = CONFIGS.find(config => texts.has(config));
    if (path === undefined) return [];
    const folder = path.slice(0, path.lastIndexOf('/'));
    const { labels, chosen, append } = parse(
        linesOf(texts, path, line => {
            const target = /^\s*(?:menu\s+)?include\s+(\S+)/i.exec(line)?.[1];
            return target === undefined ? null : mediumPath(target, folder);
        }),
    );
    const rank = (label: Label) =>
        (label.nested ? 4 : 0) + (label.isDefault ? 0 : label.name === chosen ? 1 : 2);
    return labels
        .filter(label => label.kernel !== '' && !/\.(c32|0|bin|bs|bss|com|cbt)$/.test(label.kernel))
        .map((label, index) => ({ label, index }))
        .sort((a, b) => rank(a.label) - rank(b.label) || a.index - b.index)
        .map(({ label }) => {
            const own = label.append ?? append;
            const initrds = label.initrd === '' ? (argumentValue(own, 'initrd') ?? '') : label.initrd;
            return {
                kernel: mediumPath(label.kernel, folder),
                initrds: initrds
                    .split(',')
                    .filter(initrd => initrd !== '')
                    .map(initrd => mediumPath(initrd, folder)),
                arguments: own,
            };
        });
}

function parse(text: readonly string[]): { labels: readonly Label[]; chosen: string; append: string } {
    const labels: Label[] = [];
    let [chosen, append, depth] = ['', '', 0];
    for (const line of text) {
        const [keyword = '', argument = ''] = keywordOf(line);
        const label = labels[labels.length - 1];
        switch (keyword) {
            case 'label':
                labels.push({
                    ...{ name: argument, nested: depth > 0, isDefault: false },
                    ...{ kernel: '', initrd: '', append: null },
                });
                break;
            case 'default':
            case 'ontimeout':
                chosen = argument.split(/\s/)[0] ?? '';
                break;
            case 'menu default':
                if (label !== undefined) label.isDefault = true;
                break;
            case 'menu begin':
                depth++;
                break;
            case 'menu end':
                depth = Math.max(0, depth - 1);
                break;
            case 'kernel':
            case 'linux':
                if (label !== undefined) label.kernel = argument;
                break;
            case 'initrd':
                if (label !== undefined) label.initrd = argument;
                break;
            case 'append': {
                const value = argument === '-' ? '' : argument;
                if (label === undefined) append = value;
                else label.append = value;
                break;
            }
        }
    }
    return { labels, chosen, append };
}

/** @returns a line's keyword in small letters, `menu x` as one, and what follows it */
function keywordOf(line: string): readonly string[] {
    const match = /^\s*(menu\s+\w+|\w+)\s*(.*?)\s*$/i.exec(line);
    return match === null ? [] : [(match[1] ?? '').toLowerCase().replace(/\s+/, ' '), match[2] ?? ''];
}
