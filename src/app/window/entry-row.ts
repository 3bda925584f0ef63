// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import Adw from 'gi://Adw?version=1';
import GObject from 'gi://GObject?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

const _ = Gettext.gettext;

/** A row to choose from the entries of a medium's menu what the other computers start. */
export class EntryRow extends Adw.ComboRow {
    static {
        GObject.registerClass({ GTypeName: 'ShareLiveEntryRow' }, this);
    }

    /** Called with what the person chose: a position in the entries; null: each computer is asked. */
    onChosen: (entry: number | null) => void = () => undefined;
    private entries: readonly string[] = [];
    private rendering = false;

    constructor(properties: Partial<Adw.ComboRow.ConstructorProps> = {}) {
        super(properties);
        this.connect('notify::selected', () => {
            if (!this.rendering) this.onChosen(this.selected < this.entries.length ? this.selected : null);
        });
    }

    /** @param chosen a position in `entries`; null: each computer is asked */
    render(entries: readonly string[], chosen: number | null): void {
        this.rendering = true;
        if (entries.join('\n') !== this.entries.join('\n')) {
            this.entries = entries;
            this.model = Gtk.StringList.new([...entries, _('What Is Chosen on Each of Them')]);
        }
        this.selected = chosen ?? entries.length;
        this.rendering = false;
    }
}
