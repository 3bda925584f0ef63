// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { cleanText } from '../clean-text.js';
import type { MediumContents } from '../types.js';

/** Debian's and its children's one-line description of a medium. */
export const INFO_PATH = '.disk/info';

/** @returns the medium's name for display: its own description, else its label, else `otherwise` */
export function mediumName({ texts, label }: MediumContents, otherwise: string): string {
    return (
        [texts.get(INFO_PATH) ?? '', label].map(text => cleanText(text)).find(text => text !== '') ??
        otherwise
    );
}

/** How the architectures are called in kernels' names, descriptions and the folders of packages. */
const ARCHITECTURES: readonly (readonly [RegExp, string])[] = [
    [/amd64|x86[_-]64|grml64/i, 'amd64'],
    [/arm64|aarch64/i, 'arm64'],
    [/i[3456]86|686|grml32/i, 'i386'],
];

/** What a machine's firmware looks for on a medium: the last resort, as it tells of the loader only. */
const EFI_LOADERS: readonly (readonly [RegExp, string])[] = [
    [/^efi\/boot\/(boot|grub)x64\.efi$/i, 'amd64'],
    [/^efi\/boot\/(boot|grub)aa64\.efi$/i, 'arm64'],
];

/**
 * @param kernel the chosen kernel's path: a medium may have several
 * @returns `amd64`, `arm64`, `i386` or `unknown`
 */
export function architecture({ texts, label, files }: MediumContents, kernel: string): string {
    for (const text of [kernel, texts.get(INFO_PATH) ?? '', label])
        for (const [pattern, name] of ARCHITECTURES) if (pattern.test(text)) return name;
    for (const [pattern, name] of EFI_LOADERS)
        for (const path of files.keys()) if (pattern.test(path)) return name;
    return 'unknown';
}

/** @returns the size of these files together, in bytes */
export function totalSize(files: MediumContents['files'], paths: readonly string[]): number {
    return paths.reduce((sum, path) => sum + (files.get(path) ?? 0), 0);
}

/** @returns the parameters but for those of these names, with a value or without */
export function without(parameters: readonly string[], names: readonly string[]): readonly string[] {
    return parameters.filter(token => !names.includes(token.replace(/=.*$/s, '')));
}

/** @returns the value of a parameter `key=value`, the last one as the initramfs scripts take it, or null */
export function parameterValue(parameters: readonly string[], key: string): string | null {
    return parameters.reduce<string | null>(
        (value, token) => (token.startsWith(`${key}=`) ? token.slice(key.length + 1) : value),
        null,
    );
}
