// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { makeMachine, type Machine } from './machine.js';
import type { Scope } from './scope.js';

/** The ends of the cable, by whose they are. */
const ENDS = { sharing: 'sharing0', client: 'client0' } as const;

/** Where two virtual machines run that are connected by a cable, and by nothing else to anything. */
export interface VmPlace {
    /** QEMU ends with it, and so with this process, whatever happens to that, and has no other network to reach. */
    readonly machine: Machine;
    /** An end of the cable, for QEMU's `-netdev`. */
    readonly end: (whose: keyof typeof ENDS) => string;
}

/**
 * Lays the cable between two virtual machines. Not a pair of QEMU's own sockets (`dgram`): one that has sent more than
 * the other takes asks without a pause whether it may go on, and takes the processor from the very one that it waits for.
 */
export async function makeVmPlace(scope: Scope): Promise<VmPlace> {
    const machine = await makeMachine();
    scope.defer(() => machine.close());
    await machine.check(['ip', 'link', 'add', 'cable', 'type', 'bridge']);
    await machine.check(['ip', 'link', 'set', 'cable', 'up']);
    for (const end of Object.values(ENDS)) {
        await machine.check(['ip', 'tuntap', 'add', end, 'mode', 'tap']);
        await machine.check(['ip', 'link', 'set', end, 'master', 'cable', 'up']);
    }
    return { machine, end: whose => `tap,ifname=${ENDS[whose]},script=no,downscript=no` };
}
