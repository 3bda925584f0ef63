// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Adw from 'gi://Adw?version=1';
import GLib from 'gi://GLib?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

import { fakeBackend } from './fake-backend.js';
import { createController } from '../../src/app/controller.js';
import { Window } from '../../src/app/window/window.js';
import { PSEUDO, pseudoFaults } from './pseudo.js';
import { SCENES } from './scenes.js';
import { button, settle, shoot, walk } from './widgets.js';

interface Look {
    readonly name: string;
    readonly dark?: boolean;
    readonly direction?: Gtk.TextDirection;
    /** Dots per inch of text, 96 being usual. */
    readonly textDpi?: number;
    readonly size?: readonly [width: number, height: number];
}

const SIZES: readonly Look[] = [
    { name: 'default' },
    { name: 'large-text', textDpi: 192 },
    { name: 'narrow', size: [360, 600] },
];

const SCHEMES: readonly Look[] = [{ name: 'light' }, { name: 'dark', dark: true }];

/** What is drawn where not everything is. */
const LOOKS: readonly Look[] = [
    ...SCHEMES,
    { name: 'rtl', direction: Gtk.TextDirection.RTL },
    ...SIZES.slice(1),
];

/** The languages that pictures are made in, and what the button is called there, where it is known: the templates are translated, and the languages installed. */
const LANGUAGES: Readonly<
    Record<string, { readonly start?: string; readonly direction?: Gtk.TextDirection }>
> = {
    '': { start: 'Start Sharing' },
    ar: { start: 'ابدأ المشاركة', direction: Gtk.TextDirection.RTL },
    de: { start: 'Freigabe starten' },
    ja: { start: '共有を開始(S)' },
    [PSEUDO]: {},
};

/**
 * Writes a picture of every state in every look. Where the language or the contrast is another one, the plain look alone is
 * drawn, if not all are.
 *
 * @param folder below which each look has a folder of its own
 * @param all whether every language is drawn in every contrast and size
 * @throws where a text does not fit, or is not translated in the language that nobody speaks
 */
export async function takeScreenshots(folder: string, all: boolean): Promise<void> {
    const faults: string[] = [];
    const language = GLib.getenv('LANGUAGE') ?? '';
    for (const look of all ? allLooksOf(language) : looksOf(language))
        faults.push(...(await takeLook(look, `${folder}/${look.name}`)));
    if (faults.length > 0) throw new Error(`texts:\n${faults.join('\n')}`);
}

function looksOf(language: string): readonly Look[] {
    if (language !== '') return [{ name: language, ...LANGUAGES[language] }];
    return Adw.StyleManager.get_default().high_contrast ? [{ name: 'high-contrast' }] : LOOKS;
}

function allLooksOf(language: string): readonly Look[] {
    const schemes = Adw.StyleManager.get_default().high_contrast ? [{ name: 'high-contrast' }] : SCHEMES;
    return schemes.flatMap(scheme =>
        SIZES.map(size => ({
            ...{ ...scheme, ...size, ...LANGUAGES[language] },
            name: `${language === '' ? 'en' : language}-${scheme.name}-${size.name}`,
        })),
    );
}

/** @returns the texts that go beyond the window at its sides */
function overflowing(window: Gtk.Window): readonly string[] {
    const faults: string[] = [];
    for (const widget of walk(window)) {
        if (!(widget instanceof Gtk.Label) || !widget.get_mapped()) continue;
        const [, { origin, size }] = widget.compute_bounds(window);
        if (origin.x < 0 || origin.x + size.width > window.get_width())
            faults.push(`goes beyond the window: ${widget.get_text()}`);
    }
    return faults;
}

/** @returns what is wrong with its texts */
async function takeLook(
    { dark, direction, textDpi, size }: Look,
    folder: string,
): Promise<readonly string[]> {
    const language = GLib.getenv('LANGUAGE') ?? '';
    const faults: string[] = [];
    GLib.mkdir_with_parents(folder, 0o755);
    const styles = Adw.StyleManager.get_default();
    styles.color_scheme = dark ? Adw.ColorScheme.FORCE_DARK : Adw.ColorScheme.FORCE_LIGHT;
    Gtk.Widget.set_default_direction(direction ?? Gtk.TextDirection.LTR);
    const settings = Gtk.Settings.get_default();
    if (settings !== null) settings.gtk_xft_dpi = (textDpi ?? 96) * 1024;
    for (const [name, state] of Object.entries(SCENES)) {
        const window = new Window();
        const controller = createController(fakeBackend(), () => undefined);
        window.control(controller);
        window.showSettings(['appearance', 'background', 'clock']);
        if (size) window.set_default_size(...size);
        window.present();
        window.render(state);
        await settle(60);
        if (name === 'set-up') shoot(window, `${folder}/as-it-opens.png`);
        for (const widget of walk(window)) if (widget instanceof Adw.ExpanderRow) widget.expanded = true;
        await settle(60);
        shoot(window, `${folder}/${name}.png`);
        if (name === 'set-up') {
            for (const widget of walk(window))
                if (widget instanceof Gtk.ScrolledWindow) widget.vadjustment.value = widget.vadjustment.upper;
            await settle(60);
            shoot(window, `${folder}/options.png`);
        }
        const start = LANGUAGES[language]?.start;
        if (name === 'set-up' && start !== undefined) button(window, start);
        if (language === PSEUDO)
            faults.push(...pseudoFaults(window, state).map(fault => `${name}: ${fault}`));
        faults.push(...overflowing(window).map(fault => `${folder}/${name}: ${fault}`));
        window.destroy();
    }
    return faults;
}
