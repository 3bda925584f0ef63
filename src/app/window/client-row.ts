// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Adw from 'gi://Adw?version=1';
import GLib from 'gi://GLib?version=2.0';
import GObject from 'gi://GObject?version=2.0';
import type Gtk from 'gi://Gtk?version=4.0';

import type { ClientSummary } from '../../backend/protocol/messages.js';
import { stageText } from './stage-text.js';

/** A computer that starts from this one. */
export class ClientRow extends Adw.ActionRow {
    static {
        GObject.registerClass(
            {
                GTypeName: 'ShareLiveClientRow',
                Template: 'resource:///io/github/share_live/ShareLive/client-row.ui',
                InternalChildren: ['amount'],
            },
            this,
        );
    }

    declare private _amount: Gtk.Label;

    render({ mac, address, stage, bytes }: ClientSummary): void {
        this.title = address ?? mac;
        this.subtitle = stageText(stage);
        this._amount.label = GLib.format_size(bytes);
    }
}
