// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { makeMachine, type Machine } from './machine.js';
import type { Scope } from './scope.js';

/** The ends of the cables, by whose they are. A client that shares on has one of the second cable, too. */
const CABLES = {
    cable0: { sharing: 'sharing0', client: 'client0' },
    cable1: { 'sharing-on': 'client1', 'next-client': 'next0' },
} as const;

type EndsOf<T> = T extends unknown ? keyof T : never;
export type CableEnd = EndsOf<(typeof CABLES)[keyof typeof CABLES]>;

/** Where virtual machines run that are connected by cables, and by nothing else to anything. */
export interface VmPlace {
    /** QEMU ends with it, and so with this process, whatever happens to that, and has no other network to reach. */
    readonly machine: Machine;
    /** An end of a cable: the name of its interface. */
    readonly tap: (whose: CableEnd) => string;
    /** The same for QEMU's `-netdev`. */
    readonly end: (whose: CableEnd) => string;
}

/**
 * Lays the cables between virtual machines. Not pairs of QEMU's own sockets (`dgram`): one that has sent more than
 * the other takes asks without a pause whether it may go on, and takes the processor from the very one that it waits for.
 */
export async function makeVmPlace(scope: Scope): Promise<VmPlace> {
    const machine = await makeMachine();
    scope.defer(() => machine.close());
    for (const [cable, ends] of Object.entries(CABLES)) {
        await machine.check(['ip', 'link', 'add', cable, 'type', 'bridge']);
        await machine.check(['ip', 'link', 'set', cable, 'up']);
        for (const end of Object.values(ends)) {
            await machine.check(['ip', 'tuntap', 'add', end, 'mode', 'tap']);
            await machine.check(['ip', 'link', 'set', end, 'master', cable, 'up']);
        }
    }
    const names: Readonly<Record<CableEnd, string>> = { ...CABLES.cable0, ...CABLES.cable1 };
    return { machine, tap: whose => names[whose], end: whose => qemuTap(names[whose]) };
}

/** QEMU's `-netdev`, without an id, for an interface that is there. */
export function qemuTap(name: string): string {
    return `tap,ifname=${name},script=no,downscript=no`;
}
