// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import NM from 'gi://NM?version=1.0';

import { parseLease } from './lease.js';
import type { DhcpOffer } from './types.js';

/** @returns the DHCP lease that NetworkManager has on a device */
export function leaseOf(device: NM.Device): DhcpOffer | null {
    const config = device.get_dhcp4_config();
    return parseLease(name => config?.get_one_option(name) ?? null);
}

/** @returns the connection that NetworkManager itself has made on a device, and could make again */
export function ownConnectionOf(device: NM.Device): NM.ActiveConnection | null {
    const active = device.get_active_connection();
    const external = active !== null && (active.get_state_flags() & NM.ActivationStateFlags.EXTERNAL) !== 0;
    return external ? null : active;
}

/** Whether it leaves a device to others, or others have set it up, so that it could not be put back as it was. */
export function isOthers(device: NM.Device, hasAddresses: boolean): boolean {
    if (device.get_state() <= NM.DeviceState.UNMANAGED) return true;
    return hasAddresses && ownConnectionOf(device) === null;
}
