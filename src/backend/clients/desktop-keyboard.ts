// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { InitrdFile } from './client-report.js';

const PATH = 'share-live/keyboard.conf';

/**
 * The layout of the keyboard, as systemd-localed(8) writes it down for X and reads it for the desktops.
 *
 * @param keyboard an XKB layout, and after `+` its variant: checked (`isKeyboard`)
 */
export function keyboardFile(keyboard: string): InitrdFile {
    const [layout = '', variant] = keyboard.split('+');
    const lines = [
        'Section "InputClass"',
        '    Identifier "system-keyboard"',
        '    MatchIsKeyboard "on"',
        `    Option "XkbLayout" "${layout}"`,
        ...(variant === undefined ? [] : [`    Option "XkbVariant" "${variant}"`]),
        'EndSection',
        '',
    ];
    return { path: PATH, text: lines.join('\n') };
}

/**
 * For a script with the root file system mounted at `$root`: the function `prepare_keyboard`. Where no script of the medium's
 * own sets the desktop's layout up: the kernel's parameter `vconsole.keymap` is for the text console alone.
 */
export const PREPARE_KEYBOARD = `prepare_keyboard() {
    [ -e /${PATH} ] || return
    mkdir -p "$root/etc/X11/xorg.conf.d"
    cat /${PATH} >"$root/etc/X11/xorg.conf.d/00-keyboard.conf"
}
`;
