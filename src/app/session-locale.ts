// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { isKeyboard, isLocale } from '../backend/protocol/session-locale.js';

/**
 * The language of the session, by the rules of setlocale(3) for messages. Pure.
 *
 * @param variable a variable of the environment, null where it is not set
 * @returns e.g. `de_DE.UTF-8`; '' for none, and for what other systems cannot be expected to have
 */
export function sessionLocale(variable: (name: string) => string | null): string {
    const value = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map(variable).find(text => text) ?? '';
    const normal = value.replace(/\.utf-?8(?=@|$)/i, '.UTF-8');
    return isLocale(normal) ? normal : '';
}

/** An input source as GNOME stores it: its kind, and its name. */
export type InputSource = readonly [kind: string, name: string];

/**
 * The keyboard layout in use. Pure.
 *
 * @param recent those that were used, the last one first
 * @param all those that are set up
 * @returns e.g. `de` or `us+intl`; '' for none, and where it is an input method alone
 */
export function sessionKeyboard(recent: readonly InputSource[], all: readonly InputSource[]): string {
    const layout = [...recent, ...all].find(([kind]) => kind === 'xkb')?.[1] ?? '';
    return isKeyboard(layout) ? layout : '';
}
