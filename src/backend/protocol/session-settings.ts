// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * The settings of a session that go along to the clients: an allow-list, of what somebody may need to use a computer at
 * all. By GSettings schema and key (gsettings-desktop-schemas, cinnamon-desktop), each with the form of its value.
 */
export const ACCESSIBILITY_SETTINGS: Readonly<Record<string, Readonly<Record<string, Form>>>> = {
    'org.gnome.desktop.a11y': { 'always-show-universal-access-status': 'flag' },
    'org.gnome.desktop.a11y.applications': {
        'screen-keyboard-enabled': 'flag',
        'screen-magnifier-enabled': 'flag',
        'screen-reader-enabled': 'flag',
    },
    'org.gnome.desktop.a11y.interface': { 'high-contrast': 'flag', 'show-status-shapes': 'flag' },
    'org.gnome.desktop.a11y.keyboard': {
        'bouncekeys-enable': 'flag',
        enable: 'flag',
        'mousekeys-enable': 'flag',
        'slowkeys-enable': 'flag',
        'stickykeys-enable': 'flag',
        'togglekeys-enable': 'flag',
    },
    'org.gnome.desktop.a11y.magnifier': { 'mag-factor': 'number' },
    'org.gnome.desktop.interface': {
        'cursor-size': 'number',
        'enable-animations': 'flag',
        'text-scaling-factor': 'number',
        'toolkit-accessibility': 'flag',
    },
    'org.cinnamon.desktop.a11y.applications': {
        'screen-keyboard-enabled': 'flag',
        'screen-magnifier-enabled': 'flag',
        'screen-reader-enabled': 'flag',
    },
    'org.cinnamon.desktop.interface': { 'cursor-size': 'number', 'text-scaling-factor': 'number' },
};

type Form = 'flag' | 'number';

/** As g_variant_print() writes them. */
const FORMS: Readonly<Record<Form, RegExp>> = {
    flag: /^(true|false)$/,
    number: /^\d{1,4}(\.\d{1,17})?$/,
};

/** Values in GVariant's text format, by the key's path in dconf: `/org/gnome/desktop/a11y/interface/high-contrast`. */
export type SessionSettings = Readonly<Record<string, string>>;

/** Where a key of a schema lies in dconf; the schemas of the list all lie where their names say. */
export function settingPath(schema: string, key: string): string {
    return `/${schema.replaceAll('.', '/')}/${key}`;
}

const FORM_OF: ReadonlyMap<string, RegExp> = new Map(
    Object.entries(ACCESSIBILITY_SETTINGS).flatMap(([schema, keys]) =>
        Object.entries(keys).map(([key, form]) => [settingPath(schema, key), FORMS[form]] as const),
    ),
);

/** Whether each is in the list, and its value of the right form. */
export function areSessionSettings(value: unknown): value is SessionSettings {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return Object.entries(value).every(
        ([path, text]) => typeof text === 'string' && FORM_OF.get(path)?.test(text) === true,
    );
}
