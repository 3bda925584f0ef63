// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Adw from 'gi://Adw?version=1';
import Gdk from 'gi://Gdk?version=4.0';
import GObject from 'gi://GObject?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

import { SAMPLES } from '../traffic.js';

/** GNOME's own accent, for libraries that know none of the person's (libadwaita before 1.6). */
const BLUE = '#3584e4';

/** Of the area below the line. */
const FILL_ALPHA = 0.2;

/** How much was sent in the last minute, as a line over time: from the old to the new in the direction of reading. */
export class TrafficGraph extends Gtk.DrawingArea {
    static {
        GObject.registerClass({ GTypeName: 'ShareLiveTrafficGraph' }, this);
    }

    private rates: readonly number[] = [];

    constructor(params?: Partial<Gtk.DrawingArea.ConstructorProps>) {
        super(params);
        this.set_draw_func((_area, cairo, width, height) => {
            const context = cairo as unknown as Context;
            const color = accent();
            const rgb = [color.red, color.green, color.blue] as const;
            const points = this.points(width, height);
            const [first] = points;
            const last = points[points.length - 1];
            if (first !== undefined && last !== undefined && points.length > 1) {
                for (const [x, y] of points) context.lineTo(x, y);
                context.setSourceRGBA(...rgb, 1);
                context.setLineWidth(2);
                context.strokePreserve();
                context.lineTo(last[0], height);
                context.lineTo(first[0], height);
                context.setSourceRGBA(...rgb, FILL_ALPHA);
                context.fill();
            }
            context.$dispose();
        });
    }

    /** @param rates bytes per second, the newest last */
    render(rates: readonly number[]): void {
        this.rates = rates;
        this.queue_draw();
    }

    private points(width: number, height: number): readonly (readonly [x: number, y: number])[] {
        const most = Math.max(1, ...this.rates);
        const leftward = this.get_direction() === Gtk.TextDirection.RTL;
        return this.rates.map((rate, at) => {
            const age = this.rates.length - 1 - at;
            const x = width * (1 - age / (SAMPLES - 1));
            // the line is not to be cut off at the edges
            return [leftward ? width - x : x, height - 1 - (height - 2) * (rate / most)];
        });
    }
}

/** What is used of cairo.Context, for which there are no types (GJS's own module `cairo`). */
interface Context {
    lineTo(x: number, y: number): void;
    setSourceRGBA(red: number, green: number, blue: number, alpha: number): void;
    setLineWidth(width: number): void;
    strokePreserve(): void;
    fill(): void;
    $dispose(): void;
}

function accent(): Gdk.RGBA {
    const manager = Adw.StyleManager.get_default() as Adw.StyleManager & {
        readonly get_accent_color_rgba?: () => Gdk.RGBA;
    };
    const chosen = manager.get_accent_color_rgba?.();
    if (chosen !== undefined) return chosen;
    const blue = new Gdk.RGBA();
    blue.parse(BLUE);
    return blue;
}
