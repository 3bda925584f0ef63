// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** By GSettings schema and key, each with the form of its value. */
export type SettingsList = Readonly<Record<string, Readonly<Record<string, Form>>>>;

type Form = 'flag' | 'number' | 'text' | 'texts' | 'file' | 'address';

/** The clients always have those that somebody may need to use a computer at all (gsettings-desktop-schemas, cinnamon-desktop). */
export const ACCESSIBILITY_SETTINGS: SettingsList = {
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

const BACKGROUND = {
    'color-shading-type': 'text',
    'picture-options': 'text',
    'picture-uri': 'file',
    'picture-uri-dark': 'file',
    'primary-color': 'text',
    'secondary-color': 'text',
} as const;

export const SETTINGS_KINDS = [
    'appearance',
    'background',
    'panel',
    'windows',
    'pointer',
    'clock',
    'browser',
] as const;
export type SettingsKind = (typeof SETTINGS_KINDS)[number];

/**
 * Those that the clients have where a person wants them to look like the session. None can hold a secret, or name a file
 * that only this session has: a picture of one's own stays.
 */
export const DESKTOP_SETTINGS: Readonly<Record<SettingsKind, SettingsList>> = {
    appearance: {
        'org.gnome.desktop.interface': {
            'accent-color': 'text',
            'color-scheme': 'text',
            'cursor-theme': 'text',
            'document-font-name': 'text',
            'font-antialiasing': 'text',
            'font-hinting': 'text',
            'font-name': 'text',
            'gtk-theme': 'text',
            'icon-theme': 'text',
            'monospace-font-name': 'text',
        },
        'org.cinnamon.desktop.interface': {
            'cursor-theme': 'text',
            'font-name': 'text',
            'gtk-theme': 'text',
            'icon-theme': 'text',
        },
        'org.cinnamon.theme': { name: 'text' },
    },
    background: {
        'org.gnome.desktop.background': BACKGROUND,
        'org.gnome.desktop.screensaver': BACKGROUND,
        'org.cinnamon.desktop.background': BACKGROUND,
    },
    panel: {
        'org.gnome.shell': { 'enabled-extensions': 'texts', 'favorite-apps': 'texts' },
        'org.gnome.shell.extensions.dash-to-dock': {
            'dash-max-icon-size': 'number',
            'dock-fixed': 'flag',
            'dock-position': 'text',
            'extend-height': 'flag',
        },
        'org.cinnamon': {
            'enabled-applets': 'texts',
            'favorite-apps': 'texts',
            'panels-enabled': 'texts',
            'panels-height': 'texts',
        },
    },
    windows: {
        'org.gnome.desktop.interface': { 'enable-hot-corners': 'flag' },
        'org.gnome.desktop.wm.preferences': {
            'button-layout': 'text',
            'focus-mode': 'text',
            'num-workspaces': 'number',
        },
        'org.gnome.mutter': { 'dynamic-workspaces': 'flag', 'edge-tiling': 'flag' },
        'org.gnome.desktop.session': { 'idle-delay': 'number' },
        'org.cinnamon.desktop.wm.preferences': { 'button-layout': 'text', theme: 'text' },
    },
    pointer: {
        'org.gnome.desktop.peripherals.mouse': { 'left-handed': 'flag', 'natural-scroll': 'flag' },
        'org.gnome.desktop.peripherals.touchpad': {
            'natural-scroll': 'flag',
            'tap-to-click': 'flag',
            'two-finger-scrolling-enabled': 'flag',
        },
        'org.cinnamon.desktop.peripherals.mouse': { 'left-handed': 'flag', 'natural-scroll': 'flag' },
    },
    clock: {
        'org.gnome.desktop.interface': {
            'clock-format': 'text',
            'clock-show-date': 'flag',
            'clock-show-seconds': 'flag',
            'clock-show-weekday': 'flag',
            'show-battery-percentage': 'flag',
        },
        'org.gnome.desktop.calendar': { 'show-weekdate': 'flag' },
    },
    browser: { 'org.gnome.Epiphany': { 'homepage-url': 'address' } },
};

/** Everybody has the files in there that belong to the system; an address may hold no name and password. */
const SYSTEM_FILE = /^'(file:\/\/\/usr\/share\/[A-Za-z0-9._/%-]{0,200})?'$/;
const WEB_ADDRESS = /^'(about:[a-z]{1,20}|https?:\/\/[^'@\\\s\p{C}]{1,200})?'$/u;

/** As g_variant_print() writes them, with their types. */
const FORMS: Readonly<Record<Form, RegExp>> = {
    flag: /^(true|false)$/,
    number: /^(uint32 )?\d{1,4}(\.\d{1,17})?$/,
    text: /^'[^'\\\p{C}]{0,200}'$/u,
    file: SYSTEM_FILE,
    address: WEB_ADDRESS,
    texts: /^(@as \[\]|\['[^'\\\p{C}]{0,100}'(, '[^'\\\p{C}]{0,100}'){0,50}\])$/u,
};

/** Values in GVariant's text format, by the key's path in dconf: `/org/gnome/desktop/a11y/interface/high-contrast`. */
export type SessionSettings = Readonly<Record<string, string>>;

/** Where a key of a schema lies in dconf: where its name says, for all but the browser's of those lists. */
export function settingPath(schema: string, key: string): string {
    return `/${schema.replaceAll('.', '/').replace('Epiphany', 'epiphany')}/${key}`;
}

const FORM_OF: ReadonlyMap<string, RegExp> = new Map(
    [ACCESSIBILITY_SETTINGS, ...Object.values(DESKTOP_SETTINGS)].flatMap(list =>
        Object.entries(list).flatMap(([schema, keys]) =>
            Object.entries(keys).map(([key, form]) => [settingPath(schema, key), FORMS[form]] as const),
        ),
    ),
);

/** Whether each is in one of the lists, and its value of the right form. */
export function areSessionSettings(value: unknown): value is SessionSettings {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return Object.entries(value).every(
        ([path, text]) => typeof text === 'string' && FORM_OF.get(path)?.test(text) === true,
    );
}
