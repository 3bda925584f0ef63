// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { SettingsKind } from './session-settings.js';

/**
 * The files in a person's home in which desktops that have no GSettings keep theirs (Xfce, LXDE, LXQt, Plasma): an allow-list, as
 * for settings. None of them is a place for secrets.
 */
export const HOME_FILES: Readonly<Record<SettingsKind, readonly string[]>> = {
    appearance: [
        '.config/kdeglobals',
        '.config/lxqt/lxqt.conf',
        '.config/lxqt/session.conf',
        '.config/lxsession/LXDE/desktop.conf',
        '.config/plasmarc',
        '.config/xfce4/xfconf/xfce-perchannel-xml/accessibility.xml',
        '.config/xfce4/xfconf/xfce-perchannel-xml/xsettings.xml',
    ],
    background: [
        '.config/pcmanfm/LXDE/desktop-items-0.conf',
        '.config/pcmanfm-qt/lxqt/settings.conf',
        '.config/xfce4/xfconf/xfce-perchannel-xml/xfce4-desktop.xml',
    ],
    panel: [
        '.config/lxpanel/LXDE/panels/panel',
        '.config/lxqt/panel.conf',
        '.config/plasma-org.kde.plasma.desktop-appletsrc',
        '.config/plasmashellrc',
        '.config/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml',
    ],
    windows: [
        '.config/kwinrc',
        '.config/openbox/lxde-rc.xml',
        '.config/openbox/lxqt-rc.xml',
        '.config/xfce4/xfconf/xfce-perchannel-xml/xfwm4.xml',
    ],
    pointer: [
        '.config/kaccessrc',
        '.config/kcminputrc',
        '.config/xfce4/xfconf/xfce-perchannel-xml/pointers.xml',
    ],
    clock: ['.config/plasma-localerc'],
    browser: [],
};

/** Xfce's panel keeps its starters beside its settings, in folders by number. */
export const PANEL_FOLDER = '.config/xfce4/panel';
const PANEL_FILE = /^\.config\/xfce4\/panel\/[a-z]{1,32}-\d{1,4}(\.rc|\/\d{1,20}\.desktop)$/;

const ALL: readonly string[] = Object.values(HOME_FILES).flat();

/** Whether this is one of those files. @param path below the home */
export function isHomeFile(path: string): boolean {
    return ALL.includes(path) || PANEL_FILE.test(path);
}

/** The names, in the archive that the app sends, of a file in the home and of the picture behind the desktop. */
const HOME = 'home/';
const WALLPAPER = /^wallpaper\.(jpg|jpeg|jxl|png|svg|webp)$/;

const MAX_HOME_BYTES = 256 * 1024;
const MAX_HOME_FILES = 100;
export const MAX_WALLPAPER_BYTES = 8 * 1024 * 1024;

/** A file of the session's, and where clients get it. */
export interface SessionFile {
    /** Its name in the archive. */
    readonly member: string;
    /** Where it is in a client, without a leading slash. */
    readonly path: string;
    readonly bytes: number;
}

/**
 * Those of an archive's files that clients may have; others are left where they are.
 *
 * @param files by name, with their size in bytes
 */
export function sessionFiles(files: ReadonlyMap<string, number>): readonly SessionFile[] {
    const all = [...files].flatMap(([member, bytes]): SessionFile[] => {
        const home = member.startsWith(HOME) ? member.slice(HOME.length) : '';
        if (isHomeFile(home) && bytes <= MAX_HOME_BYTES) return [{ member, path: `etc/skel/${home}`, bytes }];
        return WALLPAPER.test(member) && bytes <= MAX_WALLPAPER_BYTES
            ? [{ member, path: wallpaperPath(member), bytes }]
            : [];
    });
    return all.slice(0, MAX_HOME_FILES);
}

/** Where clients get a picture. @param member its name in the archive */
export function wallpaperPath(member: string): string {
    return `usr/share/backgrounds/share-live/${member}`;
}

/** Whether this may be the page that the clients' browser starts with: an address that holds no password. */
export function isStartPage(text: string): boolean {
    return /^(about:[a-z]{1,20}|https?:\/\/[^"'@\\\s\p{C}]{1,200})$/u.test(text);
}
