// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Whether this names a language as locale(7) does, in UTF-8: `de`, `pt_BR.UTF-8`, `ca_ES.UTF-8@valencia`. */
export function isLocale(text: string): boolean {
    return /^[a-z]{2,3}(_[A-Z]{2})?(\.UTF-8)?(@[a-z]{1,16})?$/.test(text);
}

/** Whether this names a keyboard layout and, after `+`, its variant, as XKB names them: `de`, `us+altgr-intl`. */
export function isKeyboard(text: string): boolean {
    return /^[a-z]{2,10}(\+[A-Za-z0-9_-]{1,32})?$/.test(text);
}
