// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import type { ShareOptions } from '../backend/protocol/messages.js';
import {
    ACCESSIBILITY_SETTINGS,
    areSessionSettings,
    DESKTOP_SETTINGS,
    SETTINGS_KINDS,
    settingPath,
    type SessionSettings,
    type SettingsKind,
    type SettingsList,
} from '../backend/protocol/session-settings.js';
import { namesIn, readText } from '../backend/lib/files.js';
import { sessionFiles, wallpaperPath } from '../backend/protocol/session-files.js';
import { clientWords } from './client-words.js';
import { firefoxStartPage } from './firefox-start-page.js';
import { homeFiles, type Picture } from './session-archive.js';
import { sessionKeyboard, sessionLocale, type InputSource } from './session-locale.js';

const INPUT_SOURCES = 'org.gnome.desktop.input-sources';

/** What of a session goes along, as far as its settings say. */
export interface SessionOptions extends Pick<
    ShareOptions,
    'locale' | 'keyboard' | 'words' | 'settings' | 'startPage'
> {
    /** The picture behind the desktop, where it is this person's own. */
    readonly picture: Picture | null;
}

/**
 * What of this session goes along to the clients: its language, its keyboard, what makes it accessible.
 *
 * @param likeSession whether they are to look like it, too
 */
export function sessionOptions(likeSession: boolean): SessionOptions {
    const lists = [ACCESSIBILITY_SETTINGS, ...(likeSession ? Object.values(DESKTOP_SETTINGS) : [])];
    const picture = likeSession ? ownPicture() : null;
    return {
        locale: sessionLocale(name => GLib.getenv(name)),
        keyboard: keyboard(),
        words: clientWords(),
        settings: {
            ...(Object.assign({}, ...lists.map(settings)) as SessionSettings),
            ...(picture === null ? {} : pictureSettings(picture)),
        },
        startPage: likeSession ? startPage() : '',
        picture,
    };
}

/** Of what the clients would look like, what somebody has changed in this session. */
export function changedSettings(): readonly SettingsKind[] {
    const isChanged: Readonly<Partial<Record<SettingsKind, () => boolean>>> = {
        background: () => ownPicture() !== null,
        browser: () => startPage() !== '',
    };
    return SETTINGS_KINDS.filter(
        kind =>
            Object.keys(settings(DESKTOP_SETTINGS[kind])).length > 0 ||
            homeFiles(kind).length > 0 ||
            isChanged[kind]?.() === true,
    );
}

/** Which schema says what is behind the desktop, of those of a list. */
const BACKGROUNDS = ['org.gnome.desktop.background', 'org.cinnamon.desktop.background'];

function ownPicture(): Picture | null {
    for (const id of BACKGROUNDS) {
        const schema = lookUp(id);
        const value =
            schema === null
                ? null
                : new Gio.Settings({ settings_schema: schema }).get_user_value('picture-uri');
        const path = value === null ? null : Gio.File.new_for_uri(value.unpack<string>()).get_path();
        if (
            path === null ||
            path.startsWith('/usr/share/') ||
            !GLib.file_test(path, GLib.FileTest.IS_REGULAR)
        )
            continue;
        const ending = /\.([a-z]{3,4})$/i.exec(path)?.[1]?.toLowerCase() ?? '';
        const member = `wallpaper.${ending}`;
        if (sessionFiles(new Map([[member, sizeOf(path)]])).length === 1) return { path, member };
    }
    return null;
}

/** Where the clients find it. */
function pictureSettings({ member }: Picture): SessionSettings {
    const value = `'file:///${wallpaperPath(member)}'`;
    return Object.fromEntries(
        BACKGROUNDS.flatMap(id =>
            ['picture-uri', ...(id.startsWith('org.gnome') ? ['picture-uri-dark'] : [])].map(key => [
                settingPath(id, key),
                value,
            ]),
        ),
    );
}

function sizeOf(path: string): number {
    return Gio.File.new_for_path(path)
        .query_info('standard::size', Gio.FileQueryInfoFlags.NONE, null)
        .get_size();
}

/** Firefox's profiles, as a package of Debian's, a snap and a flatpak have them. */
const FIREFOX = [
    '.mozilla/firefox',
    'snap/firefox/common/.mozilla/firefox',
    '.var/app/org.mozilla.firefox/.mozilla/firefox',
];

/** The start page that somebody has set in Firefox; '' where nobody has. */
function startPage(): string {
    for (const folder of FIREFOX) {
        const path = `${GLib.get_home_dir()}/${folder}`;
        for (const name of namesIn(path)) {
            const page = firefoxStartPage(readText(`${path}/${name}/prefs.js`) ?? '');
            if (page !== '') return page;
        }
    }
    return '';
}

function keyboard(): string {
    const schema = lookUp(INPUT_SOURCES);
    if (schema === null) return '';
    const settings = new Gio.Settings({ settings_schema: schema });
    const read = (key: string): InputSource[] => settings.get_value(key).deepUnpack<InputSource[]>();
    return sessionKeyboard(read('mru-sources'), read('sources'));
}

/** Those that somebody has set: the others are as the medium has them. */
function settings(list: SettingsList): SessionSettings {
    return Object.fromEntries(
        Object.entries(list).flatMap(([id, keys]) => {
            const schema = lookUp(id);
            if (schema === null) return [];
            const all = new Gio.Settings({ settings_schema: schema });
            return Object.keys(keys).flatMap(key => {
                const value = schema.has_key(key) ? all.get_user_value(key) : null;
                const setting = { [settingPath(id, key)]: value?.print(true) };
                return areSessionSettings(setting) ? Object.entries(setting) : [];
            });
        }),
    );
}

/** Each desktop has its own, and asking for what is not there would end the program. Without a home there are none. */
function lookUp(id: string): Gio.SettingsSchema | null {
    if (!GLib.file_test(GLib.get_home_dir(), GLib.FileTest.IS_DIR)) return null;
    return Gio.SettingsSchemaSource.get_default()?.lookup(id, true) ?? null;
}
