// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import type { ShareOptions } from '../backend/protocol/messages.js';
import { sessionKeyboard, sessionLocale, type InputSource } from './session-locale.js';

const INPUT_SOURCES = 'org.gnome.desktop.input-sources';

/** The language and keyboard of this session, which go along to the clients. */
export function sessionOptions(): Pick<ShareOptions, 'locale' | 'keyboard'> {
    return { locale: sessionLocale(name => GLib.getenv(name)), keyboard: keyboard() };
}

function keyboard(): string {
    // only GNOME's desktops have it, and asking for what is not there would end the program
    const schema = Gio.SettingsSchemaSource.get_default()?.lookup(INPUT_SOURCES, true) ?? null;
    if (schema === null) return '';
    const settings = new Gio.Settings({ settings_schema: schema });
    const read = (key: string): InputSource[] => settings.get_value(key).deepUnpack<InputSource[]>();
    return sessionKeyboard(read('mru-sources'), read('sources'));
}
