// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Control, format (bidi overrides among them), surrogate, private and unassigned characters, and every separator. */
const NOT_PRINTABLE = /[\p{C}\p{Z}]+/gu;

/**
 * @param text anything a medium or a client calls itself
 * @returns one line for display, at most `max` characters; longer text ends in an ellipsis
 */
export function cleanText(text: string, max = 80): string {
    const characters = [...text.replace(NOT_PRINTABLE, ' ').trim()];
    return characters.length <= max ? characters.join('') : `${characters.slice(0, max - 1).join('')}…`;
}

/**
 * Whether a kernel parameter of a medium may enter a loader's configuration. An allow-list: no white space, quotes,
 * `$`, `\\`, `;`, `#`, braces or anything else that pxelinux, GRUB, iPXE or a shell reads as more than text.
 */
export function isParameter(token: string): boolean {
    return /^[A-Za-z0-9_][A-Za-z0-9_.,:=/@%+-]{0,199}$/.test(token);
}

/**
 * Whether a path inside a medium is one that we serve. Other names exist, but no live system's boot files have them.
 *
 * @param path without a leading slash
 */
export function isPlainPath(path: string): boolean {
    return path
        .split('/')
        .every(name => /^[A-Za-z0-9._+~@-]{1,128}$/.test(name) && !/^(-|\.{1,2}$)/.test(name));
}
