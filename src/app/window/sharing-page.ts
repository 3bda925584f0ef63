// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import Adw from 'gi://Adw?version=1';
import GLib from 'gi://GLib?version=2.0';
import GObject from 'gi://GObject?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

import type { ClientSummary } from '../../backend/protocol/messages.js';
import { fill } from '../fill.js';
import type { AppState } from '../state.js';
import type { ShareFacts } from '../client-progress.js';
import { measure, NO_TRAFFIC } from '../traffic.js';
import { ClientRow } from './client-row.js';
import { TrafficGraph } from './traffic-graph.js';
import { installable } from '../install.js';
import { memoryOnlyText } from '../memory-only-text.js';
import { noticeText } from '../notice-text.js';
import { independenceText } from '../independence-text.js';
import { verdictHint } from '../verdict-text.js';
import { modeText } from './network-text.js';

const _ = Gettext.gettext;

const SECOND_MS = 1000;

/** How to start the other computers, and what they do. */
export class SharingPage extends Gtk.Box {
    static {
        // the template has one
        GObject.type_ensure(TrafficGraph.$gtype);
        GObject.registerClass(
            {
                GTypeName: 'ShareLiveSharingPage',
                Template: 'resource:///io/github/share_live/ShareLive/sharing-page.ui',
                InternalChildren: [
                    'toasts',
                    'install',
                    'header',
                    'illustration',
                    'description',
                    'notice',
                    'notice_text',
                    'instructions',
                    'computers',
                    'clients',
                    'traffic',
                    'graph',
                    'rate',
                ],
            },
            this,
        );
    }

    declare private _toasts: Adw.ToastOverlay;
    declare private _install: Gtk.Button;
    declare private _header: Gtk.Box;
    declare private _illustration: Adw.Clamp;
    declare private _description: Gtk.Label;
    declare private _notice: Gtk.Grid;
    declare private _notice_text: Gtk.Label;
    declare private _instructions: Gtk.ListBox;
    declare private _clients: Gtk.ListBox;
    declare private _computers: Adw.PreferencesGroup;
    declare private _traffic: Gtk.Box;
    declare private _graph: TrafficGraph;
    declare private _rate: Gtk.Label;
    private readonly rows = new Map<string, ClientRow>();
    /** As they were shown last. */
    private shown: readonly ClientSummary[] = [];
    private traffic = NO_TRAFFIC;
    private clients: readonly ClientSummary[] = [];
    private share: ShareFacts = { medium: null, allInMemory: false };
    private ticks = 0;

    override vfunc_map(): void {
        super.vfunc_map();
        // what was sent while nobody looked was not sent in a second
        this.traffic = { ...measure(NO_TRAFFIC, this.clients), rates: [] };
        this.ticks = GLib.timeout_add(GLib.PRIORITY_DEFAULT, SECOND_MS, () => {
            this.tick(Date.now());
            return GLib.SOURCE_CONTINUE;
        });
    }

    override vfunc_unmap(): void {
        GLib.source_remove(this.ticks);
        super.vfunc_unmap();
    }

    /** Says something in passing. */
    tell(text: string): void {
        this._toasts.add_toast(new Adw.Toast({ title: text }));
    }

    render({ phase, medium }: AppState): void {
        const sharing = phase.page === 'sharing' ? phase : null;
        this.clients = sharing?.clients ?? [];
        const share = {
            medium: medium.kind === 'known' ? medium.medium : null,
            allInMemory: sharing !== null && sharing.memoryOnly !== null,
        };
        const same = share.medium === this.share.medium && share.allInMemory === this.share.allInMemory;
        this.share = share;
        // with hundreds of them something of one changes all the time
        const known = new Set(same ? this.shown : []);
        this.renderClients(Date.now(), client => !known.has(client));
        if (sharing === null) {
            this.traffic = NO_TRAFFIC;
            this.renderTraffic();
            return;
        }
        const name = medium.kind === 'known' ? medium.medium.name : '';
        this._description.label = fill(_('Other computers can start {name} from this one.'), { name });
        const { mode, notice, verdicts, memoryOnly } = sharing;
        this._notice.visible = notice !== null;
        this._notice_text.label = notice === null ? '' : noticeText(notice.code, notice.params);
        // from then on somebody else gives the addresses, and none can start from here
        const others = notice?.code === 'dhcp-server-appeared';
        // with computers there, they are what one looks at
        this._illustration.visible = sharing.clients.length === 0;
        this._header.visible = this._instructions.visible = !others;
        const hints = others ? [] : [modeText(mode), verdictHint(verdicts), memoryOnlyText(memoryOnly)];
        this._install.visible = installable(sharing) !== null && !others;
        const texts = [independenceText(sharing.clients), ...hints];
        this._computers.description = texts.filter(text => text !== '').join('\n');
    }

    /** What a second changes: how long something takes already, and how much is sent. */
    private tick(now: number): void {
        this.traffic = measure(this.traffic, this.clients);
        this.renderClients(now, () => true);
        this.renderTraffic();
    }

    private renderTraffic(): void {
        const { rates } = this.traffic;
        this._traffic.visible = rates.some(rate => rate > 0);
        this._graph.render(rates);
        const rate = GLib.format_size(rates[rates.length - 1] ?? 0);
        // Translators: an amount of data, as “12.3 MB”, per second
        this._rate.label = fill(_('{amount}/s'), { amount: rate });
    }

    private renderClients(now: number, isDue: (client: ClientSummary) => boolean): void {
        const { clients } = this;
        const macs = new Set(clients.map(({ mac }) => mac));
        for (const [mac, row] of this.rows) {
            if (macs.has(mac)) continue;
            this._clients.remove(row);
            this.rows.delete(mac);
        }
        for (const client of clients)
            if (isDue(client)) this.rowOf(client.mac).render(client, this.share, now);
        this.shown = clients;
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
