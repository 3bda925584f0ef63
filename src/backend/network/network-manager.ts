// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';
import NM from 'gi://NM?version=1.0';

import { Problem } from '../protocol/problem.js';

Gio._promisify(NM.Client.prototype, 'init_async', 'init_finish');

let client: Promise<NM.Client> | null = null;

/**
 * This process's connection to NetworkManager, made at the first call. It keeps itself up to date, also when
 * NetworkManager restarts.
 *
 * @throws Problem `no-network-manager` where none runs, or there is no system bus
 */
export async function networkManager(): Promise<NM.Client> {
    client ??= connect();
    try {
        const connected = await client;
        if (connected.get_nm_running()) return connected;
    } catch (error) {
        client = null;
        throw new Problem('no-network-manager', {}, String(error));
    }
    throw new Problem('no-network-manager');
}

/** As `networkManager`, for what can do without. @returns null where none runs */
export async function networkManagerIfAny(): Promise<NM.Client | null> {
    try {
        return await networkManager();
    } catch {
        return null;
    }
}

async function connect(): Promise<NM.Client> {
    const made = new NM.Client();
    await made.init_async(GLib.PRIORITY_DEFAULT, null);
    return made;
}
