// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { chooseInterface, type Candidate } from '../backend/network/choose-interface.js';

/** What is behind a network socket, as far as a person cares. */
export type Link = 'internet' | 'network' | 'cable' | 'no-cable';

/** A socket for a network cable. */
export interface Socket {
    /** The interface's name. */
    readonly name: string;
    /** What tells it from the others, in words: what it is, or who made it. */
    readonly label: string;
    readonly link: Link;
}

export type Networks =
    /** Not asked yet. */
    | { readonly kind: 'unknown' }
    /** NetworkManager does not run. */
    | { readonly kind: 'no-manager' }
    | {
          readonly kind: 'listed';
          readonly sockets: readonly Socket[];
          /** The name of the one that suits best; null where there is none. */
          readonly best: string | null;
      };

/** What NetworkManager says of a wired interface. */
export interface Device extends Candidate {
    readonly label: string;
    /** Whether a connection is up on it. */
    readonly connected: boolean;
    /** Whether the internet was reached through it; null where nobody looked. */
    readonly online: boolean | null;
}

/** Works out what to show of all wired interfaces. Pure. */
export function listSockets(devices: readonly Device[]): Networks {
    return {
        kind: 'listed',
        sockets: devices.map(device => ({ name: device.name, label: device.label, link: linkOf(device) })),
        best: devices.length === 0 ? null : chooseInterface(devices, 'auto').name,
    };
}

function linkOf({ carrier, connected, online, defaultRoute }: Device): Link {
    if (!carrier) return 'no-cable';
    if (!connected) return 'cable';
    return (online ?? defaultRoute) ? 'internet' : 'network';
}
