// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Adw from 'gi://Adw?version=1';
import GObject from 'gi://GObject?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

import type { Link, Socket } from '../sockets.js';
import { linkText, socketTitle } from './network-text.js';

/** A network socket that can be chosen. */
export class SocketRow extends Adw.ActionRow {
    static {
        GObject.registerClass(
            {
                GTypeName: 'ShareLiveSocketRow',
                Template: 'resource:///io/github/share_live/ShareLive/socket-row.ui',
                InternalChildren: ['check', 'icon', 'interface'],
            },
            this,
        );
    }

    declare private _check: Gtk.CheckButton;
    declare private _icon: Gtk.Image;
    declare private _interface: Gtk.Label;
    private rendering = false;

    get selected(): boolean {
        return this._check.active;
    }

    /** Makes it one of a group of which one is selected. */
    join(other: SocketRow): void {
        this._check.set_group(other._check);
    }

    /** @param selected called when the person selects it, and not when it is shown as selected */
    onSelected(selected: () => void): void {
        this._check.connect('toggled', () => {
            if (this._check.active && !this.rendering) selected();
        });
    }

    render(socket: Socket, several: boolean, selected: boolean): void {
        this.title = socketTitle(socket, several);
        this.subtitle = linkText(socket.link);
        this.activatable = several;
        this._interface.label = socket.name;
        this._icon.icon_name = iconName(socket.link);
        this._icon.visible = !several;
        this._check.visible = several;
        this.rendering = true;
        this._check.active = selected;
        this.rendering = false;
        this._check.update_property([Gtk.AccessibleProperty.LABEL], [`${this.title}: ${this.subtitle}`]);
    }
}

function iconName(link: Link): string {
    switch (link) {
        case 'no-cable':
            return 'network-wired-disconnected-symbolic';
        case 'wireless':
            return 'network-wireless-symbolic';
        case 'phone':
            return 'phone-symbolic';
        case 'internet':
        case 'network':
        case 'cable':
            return 'network-wired-symbolic';
    }
}
