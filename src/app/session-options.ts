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
import { sessionKeyboard, sessionLocale, type InputSource } from './session-locale.js';

const INPUT_SOURCES = 'org.gnome.desktop.input-sources';

/** What of a session goes along. */
export type SessionOptions = Pick<ShareOptions, 'locale' | 'keyboard' | 'settings'>;

/**
 * What of this session goes along to the clients: its language, its keyboard, what makes it accessible.
 *
 * @param likeSession whether they are to look like it, too
 */
export function sessionOptions(likeSession: boolean): SessionOptions {
    const lists = [ACCESSIBILITY_SETTINGS, ...(likeSession ? Object.values(DESKTOP_SETTINGS) : [])];
    return {
        locale: sessionLocale(name => GLib.getenv(name)),
        keyboard: keyboard(),
        settings: Object.assign({}, ...lists.map(settings)) as SessionSettings,
    };
}

/** Of what the clients would look like, what somebody has changed in this session. */
export function changedSettings(): readonly SettingsKind[] {
    return SETTINGS_KINDS.filter(kind => Object.keys(settings(DESKTOP_SETTINGS[kind])).length > 0);
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

/** Each desktop has its own, and asking for what is not there would end the program. */
function lookUp(id: string): Gio.SettingsSchema | null {
    return Gio.SettingsSchemaSource.get_default()?.lookup(id, true) ?? null;
}
