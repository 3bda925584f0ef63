// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Adw from 'gi://Adw?version=1';
import GLib from 'gi://GLib?version=2.0';
import GObject from 'gi://GObject?version=2.0';
import type Gtk from 'gi://Gtk?version=4.0';

import type { ClientSummary } from '../../backend/protocol/messages.js';
import { standstill, type ShareFacts } from '../client-progress.js';
import { inOneLine } from '../fill.js';
import { lookUpMaker } from '../look-up-maker.js';
import type { Maker } from '../maker.js';
import { clientText } from './stage-text.js';

/** A computer that starts from this one. */
export class ClientRow extends Adw.ActionRow {
    static {
        GObject.registerClass(
            {
                GTypeName: 'ShareLiveClientRow',
                Template: 'resource:///io/github/share_live/ShareLive/client-row.ui',
                InternalChildren: ['icon', 'amount'],
            },
            this,
        );
    }

    declare private _icon: Gtk.Image;
    declare private _amount: Gtk.Label;
    private maker: Maker | null = null;
    private asked = false;
    /** With what it shows now. */
    private renderAgain: () => void = () => undefined;

    /** @param now in milliseconds since 1970 */
    render(client: ClientSummary, share: ShareFacts, now: number): void {
        const { mac, address, bytes, refused, failure, answers } = client;
        this.renderAgain = () => this.render(client, share, now);
        if (!this.asked) {
            this.asked = true;
            void lookUpMaker(mac).then(maker => {
                this.maker = maker;
                this.renderAgain();
            });
        }
        const trouble =
            refused !== null || failure !== null || standstill(client, now) === 'loader-not-accepted';
        this.title = inOneLine([this.maker?.name ?? '', address ?? mac]);
        this.subtitle = clientText(client, share, this.maker, now);
        this.tooltip_text = failure?.reason === 'start' ? failure.detail : mac;
        this._icon.icon_name = trouble ? 'dialog-warning-symbolic' : 'computer-symbolic';
        this._icon.css_classes = trouble ? ['warning'] : answers ? [] : ['dim-label'];
        this._amount.label = GLib.format_size(bytes);
        this._amount.visible = bytes > 0;
    }
}
