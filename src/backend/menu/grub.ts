// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { linesOf, mediumPath, type MenuItem, type Texts } from './config-text.js';
import { splitArguments } from './parameters.js';

/** Where media keep GRUB's menu; loopback.cfg is the one for starting from an ISO file on a disk. */
const CONFIGS = ['boot/grub/grub.cfg', 'boot/grub2/grub.cfg', 'boot/grub/loopback.cfg', 'EFI/boot/grub.cfg'];

/**
 * Reads the entries of a medium's GRUB menu, in its order. GRUB's configuration is a program; this takes from it only
 * what stands there plainly: the first `linux` and `initrd` lines of each menuentry.
 */
export function grubItems(texts: Texts): readonly MenuItem[] {
    const path = CONFIGS.find(config => texts.has(config));
    return path === undefined ? [] : parse(linesOf(texts, path, sourced));
}

/** @returns the path of another configuration that a line runs, where it stands there plainly */
function sourced(line: string): string | null {
    const target = /^\s*(?:source|configfile|\.)\s+["']?([^\s"';]+)/.exec(line)?.[1];
    return target === undefined ? null : plainPath(target);
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
