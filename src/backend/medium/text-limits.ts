// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** No menu and no list on a medium is longer; a longer one is passed over. */
export const MAX_TEXT_BYTES = 256 * 1024;

/** How many texts of one medium are read at once. */
export const MAX_TEXTS = 100;

/**
 * Which texts of a medium are read: those that are wanted and small, near the top first.
 *
 * @param wants whether a path is wanted (`wantsText`)
 */
export function textsToRead(
    files: ReadonlyMap<string, number>,
    wants: (path: string) => boolean,
): readonly string[] {
    const depth = (path: string) => path.split('/').length;
    return [...files]
        .filter(([path, size]) => size > 0 && size <= MAX_TEXT_BYTES && wants(path))
        .map(([path]) => path)
        .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
        .slice(0, MAX_TEXTS);
}
