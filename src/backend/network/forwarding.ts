// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { readText } from '../lib/files.js';

/** Whether the kernel forwards IPv4 packets that come in at an interface (ip-sysctl: conf/INTERFACE/forwarding). */
export function readForwarding(name: string): boolean {
    return readText(settingOf(name))?.trim() === '1';
}

/**
 * Sets it for one interface: never `ip_forward`, which changes all interfaces. An interface that has gone took its
 * setting with it.
 */
export function setForwarding(name: string, value: boolean): void {
    const path = settingOf(name);
    if (!GLib.file_test(path, GLib.FileTest.EXISTS)) return;
    // Appending is the way in which GIO writes to a file without putting a new one in its place.
    const stream = Gio.File.new_for_path(path).append_to(Gio.FileCreateFlags.NONE, null);
    stream.write_all(new TextEncoder().encode(value ? '1' : '0'), null);
    stream.close(null);
}

function settingOf(name: string): string {
    return `/proc/sys/net/ipv4/conf/${name}/forwarding`;
}
