// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { readText, writeSetting } from '../lib/files.js';

/** Whether the kernel forwards IPv4 packets that come in at an interface (ip-sysctl: conf/INTERFACE/forwarding). */
export function readForwarding(name: string): boolean {
    return readText(settingOf(name))?.trim() === '1';
}

/**
 * Sets it for one interface: never `ip_forward`, which changes all interfaces. An interface that has gone took its
 * setting with it.
 */
export function setForwarding(name: string, value: boolean): void {
    writeSetting(settingOf(name), value ? '1' : '0');
}

function settingOf(name: string): string {
    return `/proc/sys/net/ipv4/conf/${name}/forwarding`;
}
