// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { chooseInterface, type Candidate } from '../backend/network/choose-interface.js';
import { Problem } from '../backend/protocol/problem.js';

/** What is behind a network interface, as far as a person cares. */
export type Link = 'internet' | 'network' | 'cable' | 'no-cable' | 'wireless' | 'phone';

/** A socket for a network cable, or what can be shared on in place of one. */
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

/** What NetworkManager says of an interface. */
export interface Device extends Candidate {
    readonly label: string;
    /** Whether a connection is up on it. */
    readonly connected: boolean;
    /** Whether the internet was reached through it; null where nobody looked. */
    readonly online: boolean | null;
}

/** Works out what to show of the interfaces that can be shared on. Pure. */
export function listSockets(devices: readonly Device[]): Networks {
    return {
        kind: 'listed',
        sockets: devices.map(device => ({ name: device.name, label: device.label, link: linkOf(device) })),
        best: best(devices),
    };
}

function best(devices: readonly Device[]): string | null {
    try {
        return chooseInterface(devices, 'auto').name;
    } catch (error) {
        if (error instanceof Problem) return null;
        throw error;
    }
}

function linkOf({ kind, carrier, connected, online, defaultRoute }: Device): Link {
    if (kind === 'wireless' || kind === 'phone') return kind;
    if (!carrier) return 'no-cable';
    if (!connected) return 'cable';
    return (online ?? defaultRoute) ? 'internet' : 'network';
}
