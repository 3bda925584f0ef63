// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import Adw from 'gi://Adw?version=1';
import GObject from 'gi://GObject?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

import type { ClientSummary } from '../../backend/protocol/messages.js';
import { fill } from '../fill.js';
import type { AppState } from '../state.js';
import { ClientRow } from './client-row.js';
import { installable } from '../install.js';
import { memoryOnlyText } from '../memory-only-text.js';
import { noticeText } from '../notice-text.js';
import { independenceText } from '../independence-text.js';
import { verdictHint } from '../verdict-text.js';
import { modeText } from './network-text.js';

const _ = Gettext.gettext;

/** How to start the other computers, and what they do. */
export class SharingPage extends Gtk.Box {
    static {
        GObject.registerClass(
            {
                GTypeName: 'ShareLiveSharingPage',
                Template: 'resource:///io/github/share_live/ShareLive/sharing-page.ui',
                InternalChildren: [
                    'toasts',
                    'install',
                    'header',
                    'description',
                    'notice',
                    'notice_text',
                    'instructions',
                    'computers',
                    'clients',
                ],
            },
            this,
        );
    }

    declare private _toasts: Adw.ToastOverlay;
    declare private _install: Gtk.Button;
    declare private _header: Gtk.Box;
    declare private _description: Gtk.Label;
    declare private _notice: Gtk.Box;
    declare private _notice_text: Gtk.Label;
    declare private _instructions: Gtk.ListBox;
    declare private _clients: Gtk.ListBox;
    declare private _computers: Adw.PreferencesGroup;
    private readonly rows = new Map<string, ClientRow>();

    /** Says something in passing. */
    tell(text: string): void {
        this._toasts.add_toast(new Adw.Toast({ title: text }));
    }

    render({ phase, medium }: AppState): void {
        const sharing = phase.page === 'sharing' ? phase : null;
        this.renderClients(sharing?.clients ?? []);
        if (sharing === null) return;
        const name = medium.kind === 'known' ? medium.medium.name : '';
        this._description.label = fill(_('Other computers can start {name} from this one.'), { name });
        const { mode, notice, verdicts, memoryOnly } = sharing;
        this._notice.visible = notice !== null;
        this._notice_text.label = notice === null ? '' : noticeText(notice.code, notice.params);
        // from then on somebody else gives the addresses, and none can start from here
        const others = notice?.code === 'dhcp-server-appeared';
        this._header.visible = this._instructions.visible = !others;
        const hints = others ? [] : [modeText(mode), verdictHint(verdicts), memoryOnlyText(memoryOnly)];
        this._install.visible = installable(sharing) !== null && !others;
        const texts = [independenceText(sharing.clients), ...hints];
        this._computers.description = texts.filter(text => text !== '').join('\n');
    }

    private renderClients(clients: readonly ClientSummary[]): void {
        for (const [mac, row] of this.rows) {
            if (clients.some(client => client.mac === mac)) continue;
            this._clients.remove(row);
            this.rows.delete(mac);
        }
        for (const client of clients) this.rowOf(client.mac).render(client);
    }

    private rowOf(mac: string): ClientRow {
        const existing = this.rows.get(mac);
        if (existing !== undefined) return existing;
        const row = new ClientRow();
        this.rows.set(mac, row);
        this._clients.append(row);
        return row;
    }
}
