// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { isParameter } from '../medium/clean-text.js';

/** A kernel takes 2047 characters of command line and so does pxelinux; what we add ourselves stays far below half. */
const MAX_LENGTH = 1000;

/**
 * Parameters that say where this medium lies (on which disk, in which file), that are the loader's, or that have a
 * client look for things on its own disks: wrong for a machine that starts from the network. By family: live-boot(7),
 * casper(7), Grml's bootid, GRUB's loopback.cfg.
 */
const NOT_FOR_THE_NETWORK = new Set([
    ...['boot', 'BOOT_IMAGE', 'BOOTIF', 'initrd', 'root', 'rootflags', 'ro', 'rw', 'ip'],
    ...['netboot', 'nfsroot', 'nfsopts', 'nfsoverlay', 'fetch', 'httpfs', 'ftpfs', 'url', 'iscsi'],
    ...['findiso', 'fromiso', 'isofrom', 'iso-scan/filename', 'iso_path', 'live-media', 'live-media-offset'],
    ...[
        'live-media-timeout',
        'live-netdev',
        'bootfrom',
        'bootid',
        'cdrom-detect/try-usb',
        'cdrom-detect/eject',
    ],
    ...['ethdevice', 'ethdevice-timeout', 'nonetworking', 'toram', 'todisk', 'plainroot', 'verify-checksums'],
    ...['integrity-check', 'persistence', 'persistent', 'persistence-media', 'persistence-storage'],
    ...['persistence-label', 'persistence-path', 'persistence-method', 'persistence-encryption'],
]);

/** What a kernel of a menu entry is told, on both sides of `---`. */
export interface KeptParameters {
    readonly parameters: readonly string[];
    /** What stands behind `---`: installers hand it on to the system that they install. */
    readonly handedOn: readonly string[];
}

/**
 * The kernel parameters of a menu entry that a client from the network keeps.
 *
 * @param words a kernel's arguments as a loader's configuration has them; quotes are taken off
 */
export function keptParameters(words: readonly string[]): KeptParameters {
    const kept = { parameters: [] as string[], handedOn: [] as string[] };
    const known = new Set<string>();
    let [side, length] = [kept.parameters, 0];
    for (const word of words) {
        const token = withoutQuotes(word);
        if (SEPARATOR.test(token)) side = kept.handedOn;
        if (!isParameter(token) || NOT_FOR_THE_NETWORK.has(nameOf(token)) || known.has(token)) continue;
        length += token.length + 1;
        if (length > MAX_LENGTH) break;
        known.add(token);
        side.push(token);
    }
    return kept;
}

/** As installers of Debian and Ubuntu know it; older ones had two dashes. */
const SEPARATOR = /^---?$/;

/** @returns what stands before the `=` of a parameter, or the whole */
export function nameOf(parameter: string): string {
    return parameter.replace(/=.*$/s, '');
}

/** Splits at white space outside of quotes, and takes the quotes off: `a="b c"` is one argument. */
export function splitArguments(text: string): readonly string[] {
    return (text.match(/(?:"[^"]*"|'[^']*'|[^\s"']+|["'])+/g) ?? []).map(withoutQuotes);
}

function withoutQuotes(text: string): string {
    return text.replace(/["']/g, '');
}
