// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import Adw from 'gi://Adw?version=1';
import GLib from 'gi://GLib?version=2.0';
import GObject from 'gi://GObject?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

import type { SettingsKind } from '../../backend/protocol/session-settings.js';
import { problemText } from '../problem-text.js';
import { problemTitle } from '../problem-title.js';
import type { Networks, Socket } from '../sockets.js';
import { selectedInterface, type AppState, type MediumState, type Source } from '../state.js';
import { verdictHint } from '../verdict-text.js';
import { EntryRow } from './entry-row.js';
import { mediumDetails } from './medium-text.js';
import { hasMemoryChoice, memoryText } from './memory-text.js';
import { keepText } from './keep-text.js';
import { settingsText } from './settings-text.js';
import { SocketRow } from './socket-row.js';
import { systemLogo } from './system-logo.js';

const _ = Gettext.gettext;

/** What is shared, over which socket, and the button that starts it. */
export class SetUpPage extends Gtk.Box {
    static {
        // the template has one
        GObject.type_ensure(EntryRow.$gtype);
        GObject.registerClass(
            {
                GTypeName: 'ShareLiveSetUpPage',
                Template: 'resource:///io/github/share_live/ShareLive/set-up-page.ui',
                InternalChildren: [
                    'toasts',
                    'picture',
                    'icon',
                    'spinner',
                    'heading',
                    'description',
                    'hint',
                    'otherImage',
                    'chooseImage',
                    'runningSystem',
                    'sockets',
                    'noSockets',
                    'entry',
                    'inMemory',
                    'likeSession',
                    'keepFiles',
                    'start',
                ],
            },
            this,
        );
    }

    declare private _picture: Gtk.Stack;
    declare private _icon: Gtk.Image;
    declare private _spinner: Gtk.Spinner;
    declare private _heading: Gtk.Label;
    declare private _description: Gtk.Label;
    declare private _hint: Gtk.Label;
    declare private _otherImage: Gtk.Button;
    declare private _chooseImage: Gtk.Button;
    declare private _runningSystem: Gtk.Button;
    declare private _sockets: Gtk.ListBox;
    declare private _noSockets: Gtk.Label;
    declare private _entry: EntryRow;
    declare private _inMemory: Adw.ActionRow;
    declare private _likeSession: Adw.ActionRow;
    declare private _keepFiles: Adw.ActionRow;
    declare private _start: Gtk.Button;
    declare private _toasts: Adw.ToastOverlay;
    private rows: ReadonlyMap<string, SocketRow> = new Map();

    /** Called with an interface's name when the person chose it. */
    onInterface: (name: string) => void = () => undefined;

    /** @param onEntry called with what the other computers are to start, as `EntryRow` has it */
    set onEntry(onEntry: (entry: number | null) => void) {
        this._entry.onChosen = onEntry;
    }

    /** @param kinds of settings that were changed in this session */
    showSettings(kinds: readonly SettingsKind[]): void {
        this._likeSession.subtitle = settingsText(kinds);
        this._likeSession.sensitive = kinds.length > 0;
    }

    /** What Return presses, and where the focus belongs. */
    get defaultButton(): Gtk.Button {
        return this._chooseImage.visible ? this._chooseImage : this._start;
    }

    /** Puts the focus where the network is chosen. */
    focusNetworks(): void {
        this._sockets.child_focus(Gtk.DirectionType.TAB_FORWARD);
    }

    /** Says something in passing. */
    tell(text: string): void {
        this._toasts.add_toast(new Adw.Toast({ title: text }));
    }

    render(state: AppState): void {
        this.renderMedium(state.medium, state.source);
        const none = state.medium.kind === 'none';
        this._chooseImage.visible = none;
        this._otherImage.visible = !none;
        // there is one thing to do
        if (none) this._start.remove_css_class('suggested-action');
        else this._start.add_css_class('suggested-action');
        this._runningSystem.visible = state.runningUsable && state.source.kind === 'image';
        this.renderNetworks(state.networks, selectedInterface(state));
        this.renderStart(state);
        this._keepFiles.subtitle = keepText(state.keepFolder);
    }

    /** What the other computers start, and where that runs: as far as the medium leaves a choice. */
    private renderStart({ medium, entry, keepFolder }: AppState): void {
        const known = medium.kind === 'known' ? medium.medium : null;
        this._entry.visible = known !== null;
        this._inMemory.visible = known !== null && hasMemoryChoice(known);
        if (known === null) return;
        this._entry.render(known.entries, entry);
        this._inMemory.subtitle = memoryText(known, keepFolder !== null);
    }

    private renderMedium(medium: MediumState, source: Source): void {
        const reading = medium.kind === 'reading';
        this._picture.visible_child = reading ? this._spinner : this._icon;
        this._spinner.spinning = reading;
        const logo = medium.kind === 'known' && source.kind === 'running' ? this.logo() : null;
        this._icon.icon_name =
            logo ?? (medium.kind === 'unusable' ? 'dialog-warning-symbolic' : 'media-optical-symbolic');
        // a logo has its own colours
        if (logo === null) this._icon.add_css_class('dim-label');
        else this._icon.remove_css_class('dim-label');
        const [heading, description] = mediumTexts(medium, source);
        this._heading.label = heading;
        this._description.label = description;
        this._description.visible = description !== '';
        this._hint.label = hintText(medium);
        this._hint.visible = this._hint.label !== '';
        this._description.set_tooltip_text(medium.kind === 'unusable' ? medium.problem.detail || null : null);
    }

    /** Of the system that runs here. */
    private logo(): string | null {
        const theme = Gtk.IconTheme.get_for_display(this.get_display());
        return systemLogo(
            key => GLib.get_os_info(key),
            name => theme.has_icon(name),
        );
    }

    private renderNetworks(networks: Networks, selected: string | null): void {
        const sockets = networks.kind === 'listed' ? networks.sockets : [];
        this._sockets.visible = sockets.length > 0;
        this._noSockets.visible = sockets.length === 0;
        this._noSockets.label = noSocketsText(networks);
        this.makeRows(sockets);
        for (const socket of sockets)
            this.rows.get(socket.name)?.render(socket, sockets.length > 1, socket.name === selected);
    }

    /** Rows stay as long as the sockets do: the focus may be in one. */
    private makeRows(sockets: readonly Socket[]): void {
        if (sockets.map(({ name }) => name).join(' ') === [...this.rows.keys()].join(' ')) return;
        for (const row of this.rows.values()) this._sockets.remove(row);
        this.rows = new Map(sockets.map(({ name }) => [name, new SocketRow()]));
        const [first] = this.rows.values();
        for (const [name, row] of this.rows) {
            if (first !== undefined && row !== first) row.join(first);
            row.onSelected(() => this.onInterface(name));
            this._sockets.append(row);
        }
    }
}

/** Its heading, and what stands below it. */
function mediumTexts(medium: MediumState, source: Source): readonly [string, string] {
    const file = source.kind === 'image' ? GLib.filename_display_basename(source.path) : '';
    switch (medium.kind) {
        case 'reading':
            return source.kind === 'image'
                ? [_('Reading the Image…'), file]
                : [_('Looking for a Live System…'), ''];
        case 'known':
            return [medium.medium.name, mediumDetails(medium.medium)];
        case 'none':
            return [
                _('No Live System'),
                _(
                    'This computer does not run from a live system. Choose the image file of one to share that.',
                ),
            ];
        case 'unusable': {
            const { code, params } = medium.problem;
            return [file === '' ? problemTitle(code) : file, problemText(code, params)];
        }
    }
}

/** What many computers will not do: what is only possible may be said when it happens. */
function hintText(medium: MediumState): string {
    if (medium.kind !== 'known') return '';
    return verdictHint(medium.medium.verdicts.filter(({ starts }) => starts !== 'perhaps'));
}

function noSocketsText(networks: Networks): string {
    switch (networks.kind) {
        case 'unknown':
            return _('Looking for network sockets…');
        case 'no-manager':
            return problemText('no-network-manager', {});
        case 'listed':
            return problemText('no-interface', {});
    }
}
