// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { isPlainPath } from '../medium/clean-text.js';
import type { MediumContents } from '../medium/types.js';

/**
 * The keywords of vesamenu.c32 that say what a menu looks like, and what may follow each (Syslinux wiki: Menu): numbers of
 * rows and columns, a resolution, the colours of an element.
 */
const KEYWORDS: readonly (readonly [RegExp, RegExp])[] = [
    [
        /^menu (width|margin|rows|tabmsgrow|cmdlinerow|endrow|timeoutrow|helpmsgrow|helpmsgendrow|hshift|vshift)$/,
        /^-?\d{1,3}$/,
    ],
    [/^menu resolution$/, /^\d{3,4}\s+\d{3,4}$/],
    [
        /^menu colou?r$/,
        /^[a-z0-9_]{1,20}(\s+([0-9;]{1,20}|\*))?(\s+(#?[0-9a-f]{1,8}|\*)){0,2}(\s+(none|std|standard|all|rev|reverse|[0-3]|\*))?$/i,
    ],
];

/**
 * @param keyword in small letters
 * @returns the line in our own configuration, or null where it has anything else in it
 */
export function lookLine(keyword: string, argument: string): string | null {
    return KEYWORDS.some(([name, value]) => name.test(keyword) && value.test(argument))
        ? `${keyword.toUpperCase()} ${argument.replace(/\s+/g, ' ')}`
        : null;
}

/** What vesamenu.c32 can show: PNG, JPEG and Syslinux's own LSS16. */
const PICTURE = /\.(png|jpe?g|lss)$/i;
/** A client fetches it before it sees anything. */
const MAX_PICTURE_BYTES = 2 * 1024 * 1024;

/** Whether a path is that of a file of the medium's that can stand behind the menu. */
export function isPicture(path: string, files: MediumContents['files']): boolean {
    const bytes = files.get(path) ?? 0;
    return isPlainPath(path) && PICTURE.test(path) && bytes > 0 && bytes <= MAX_PICTURE_BYTES;
}

/** @returns the picture that a DISPLAY file of the time before menus shows: after Ctrl-X, to the end of the line (Syslinux wiki: Display file format) */
export function shownPicture(text: string): string | null {
    return /\x18([^\s\x00-\x1f]+)/.exec(text)?.[1] ?? null;
}
