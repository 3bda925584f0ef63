// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { MAX_INCLUDES, MAX_LINES, mediumPath, type MenuItem, type Texts } from './menu-item.js';
import { splitArguments } from './parameters.js';

/** Where media keep GRUB's menu; loopback.cfg is the one for starting from an ISO file on a disk. */
const CONFIGS = ['boot/grub/grub.cfg', 'boot/grub2/grub.cfg', 'boot/grub/loopback.cfg', 'EFI/boot/grub.cfg'];

/**
 * Reads the entries of a medium's GRUB menu, in its order. GRUB's configuration is a program; this takes from it only
 * what stands there plainly: the first `linux` and `initrd` lines of each menuentry.
 */
export function grubItems(texts: Texts): readonly MenuItem[] {
    const path = CONFIGS.find(config => texts.has(config));
    return path === undefined ? [] : parse(lines(texts, path));
}

/** The configuration with every other that it names plainly in its place. */
function lines(texts: Texts, path: string): readonly string[] {
    const all: string[] = [];
    let includes = 0;
    const read = (name: string): void => {
        for (const line of (texts.get(name) ?? '').split(/\r?\n/)) {
            if (all.length >= MAX_LINES) return;
            const included = /^\s*(?:source|configfile|\.)\s+["']?([^\s"';]+)/.exec(line)?.[1];
            const target = included === undefined ? null : plainPath(included);
            if (target === null) all.push(line);
            else if (includes++ < MAX_INCLUDES) read(target);
        }
    };
    read(path);
    return all;
}

function parse(text: readonly string[]): readonly MenuItem[] {
    const items: MenuItem[] = [];
    let item: { kernel: string; initrds: readonly string[]; arguments: string } | null = null;
    for (const line of text) {
        const [, command = '', rest = ''] = /^\s*(\w+)\s*(.*?)\s*$/.exec(line) ?? [];
        switch (command) {
            case 'menuentry':
                item = { kernel: '', initrds: [], arguments: '' };
                items.push(item);
                break;
            case 'linux':
            case 'linuxefi':
            case 'linux16':
                if (item !== null && item.kernel === '') {
                    const kernel = /^\S*/.exec(rest)?.[0] ?? '';
                    item.kernel = plainPath(kernel) ?? '';
                    item.arguments = rest.slice(kernel.length);
                }
                break;
            case 'initrd':
            case 'initrdefi':
            case 'initrd16':
                if (item !== null && item.initrds.length === 0)
                    item.initrds = splitArguments(rest).map(initrd => plainPath(initrd) ?? '');
                break;
        }
    }
    return items.filter(({ kernel }) => kernel !== '');
}

/** @returns a path inside the medium, without GRUB's device; null where it has variables */
function plainPath(path: string): string | null {
    const rest = path
        .replace(/["']/g, '')
        .replace(/^\([^)]*\)/, '')
        .replace(/^\$\{?prefix\}?(?=\/)/, '/boot/grub');
    return rest.includes('$') ? null : mediumPath(rest, '');
}
