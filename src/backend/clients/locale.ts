// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientLocale } from '../medium/types.js';
import { isKeyboard, isLocale } from '../protocol/session-locale.js';

/** Where distributions keep the system's language: systemd's locale.conf(5), Debian's. */
export const LOCALE_FILES = ['/etc/locale.conf', '/etc/default/locale'];

/** Where they keep the layout of the keyboard: Debian's keyboard(5), systemd's vconsole.conf(5). */
export const KEYBOARD_FILES = ['/etc/default/keyboard', '/etc/vconsole.conf'];

/**
 * The language and the keyboard layout that clients start with.
 *
 * @param session what the app said of its session, '' where it knows nothing
 * @param read yields the text of a file of this machine, or null where there is none
 */
export function clientLocale(
    session: { readonly locale: string; readonly keyboard: string },
    read: (path: string) => string | null,
): ClientLocale {
    const settings = (paths: readonly string[]): ReadonlyMap<string, string> =>
        paths.map(path => assignments(read(path) ?? '')).find(each => each.size > 0) ?? new Map();
    const system = settings(LOCALE_FILES).get('LANG') ?? '';
    return {
        language: [session.locale, system].filter(isLocale).map(inUtf8)[0] ?? null,
        keyboard: [session.keyboard, systemKeyboard(settings(KEYBOARD_FILES))].find(isKeyboard) ?? null,
    };
}

/** The first of several layouts, which is the one that a person meets at the login. */
function systemKeyboard(settings: ReadonlyMap<string, string>): string {
    const [layout = ''] = (settings.get('XKBLAYOUT') ?? '').split(',');
    const [variant = ''] = (settings.get('XKBVARIANT') ?? '').split(',');
    return variant === '' ? layout : `${layout}+${variant}`;
}

/** As in /etc/locale.gen, where a modifier without a character set means UTF-8 too. */
function inUtf8(locale: string): string {
    return /[.@]/.test(locale) ? locale : `${locale}.UTF-8`;
}

/** Reads the shell-like assignments of such a file; one without any sets nothing. */
function assignments(text: string): ReadonlyMap<string, string> {
    const lines = text.matchAll(/^\s*([A-Z_]+)=(?:"([^"\n]*)"|'([^'\n]*)'|(\S*))\s*$/gm);
    return new Map(
        [...lines].map(([, name = '', double, single, bare]) => [name, double ?? single ?? bare ?? '']),
    );
}
