// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Adw from 'gi://Adw?version=1';
import GLib from 'gi://GLib?version=2.0';
import GObject from 'gi://GObject?version=2.0';
import type Gtk from 'gi://Gtk?version=4.0';

import type { ClientSummary } from '../../backend/protocol/messages.js';
import { failureText } from '../failure-text.js';
import { refusalText } from '../refusal-text.js';
import { stageText } from './stage-text.js';

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

    render(client: ClientSummary): void {
        const { mac, address, bytes, refused, failure } = client;
        const trouble = refused !== null || failure !== null;
        this.title = address ?? mac;
        this.subtitle =
            refused !== null
                ? refusalText(refused)
                : failure !== null
                  ? failureText(failure)
                  : stageText(client);
        this.tooltip_text = failure?.reason === 'start' ? failure.detail : '';
        this._icon.icon_name = trouble ? 'dialog-warning-symbolic' : 'computer-symbolic';
        this._icon.css_classes = trouble ? ['warning'] : [];
        this._amount.label = GLib.format_size(bytes);
        this._amount.visible = refused === null;
    }
}
