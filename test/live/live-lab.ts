// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { agentCredentials } from '../lab/agent-unit.js';
import { startClient, type ClientOptions, type Firmware } from '../lab/client.js';
import { progress } from '../lab/progress.js';
import type { Scope } from '../lab/scope.js';
import { takeSnapshot, type Snapshot } from '../lab/snapshot.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';
import { AGENT_PORTS, allAtOnce, openAgentPorts, type VmComputer } from '../lab/vm-agents.js';
import { makeVmPlace, type CableEnd } from '../lab/vm-cable.js';
import { untilDesktop, untilDrawn } from './session.js';

/** Several times what a small desktop takes on two slow cores, and twice what GNOME does. */
const DESKTOP_MS = 1_200_000;

const SHARING_MAC = '52:54:00:4c:4c:01';

/** A virtual machine that runs the live system, with its desktop. */
export interface LiveMachine {
    readonly vm: VirtualMachine;
    readonly computer: VmComputer;
    readonly snapshot: () => Promise<Snapshot>;
}

export interface LiveLab {
    readonly sharing: LiveMachine;
    /** Switches a computer with an empty disk on, at another end of a cable; resolves when it has started from the network. */
    readonly startClient: (options: LiveClientOptions) => Promise<LiveMachine>;
}

export interface LiveClientOptions {
    readonly folder: string;
    readonly mac: string;
    readonly firmware: Firmware;
    readonly memoryMiB?: number;
    /** At which it waits; the first cable's other end unless said. */
    readonly end?: CableEnd;
    /** The address of a second network card, at the second cable, by which it can share on. */
    readonly secondMac?: string;
}

export interface LiveMediumOptions {
    readonly firmware?: Firmware;
    /** QEMU's devices that the sharing machine starts from. */
    readonly from: ClientOptions['from'];
    readonly memoryMiB?: number;
    readonly devices?: readonly string[];
    /** Something to do with its keyboard before it has started. */
    readonly atStart?: (vm: VirtualMachine) => Promise<void>;
}

/** A card that does not start from the network. */
function secondCard(mac: string, cable: string): readonly string[] {
    return ['-netdev', `${cable},id=cable1`, '-device', `virtio-net-pci,netdev=cable1,mac=${mac},romfile=`];
}

/** Starts the sharing machine from a medium, to its desktop. Nothing on the medium is prepared for it. All ends with the scope. */
export async function makeLiveLab(
    scope: Scope,
    folder: string,
    { firmware = 'bios', from, memoryMiB = 3072, devices = [], atStart }: LiveMediumOptions,
): Promise<LiveLab> {
    const place = await makeVmPlace(scope);
    const start = async (
        options: Pick<LiveClientOptions, 'folder' | 'mac' | 'firmware'> & {
            readonly from: LiveMediumOptions['from'];
            readonly memoryMiB: number;
            readonly end: CableEnd;
            readonly devices: readonly string[];
            readonly atStart?: LiveMediumOptions['atStart'];
        },
    ): Promise<LiveMachine> => {
        await mkdir(options.folder, { recursive: true });
        const ports = await openAgentPorts(options.folder);
        const vm = await startClient({
            ...options,
            cable: place.end(options.end),
            start: argv => place.machine.start(argv),
            devices: [...options.devices, ...ports.devices, ...agentCredentials(AGENT_PORTS)],
        });
        scope.defer(async () => {
            await vm.screenshot('end').catch(() => undefined);
            await vm.quit();
        });
        await options.atStart?.(vm);
        const computer = await ports.connect(DESKTOP_MS);
        progress(`${options.end}: the system runs`);
        await untilDesktop(computer, DESKTOP_MS);
        await untilDrawn(vm, computer, DESKTOP_MS);
        return { vm, computer, snapshot: () => takeSnapshot(allAtOnce(computer.exec)) };
    };
    const sharing = await start({
        folder: join(folder, 'sharing'),
        mac: SHARING_MAC,
        ...{ firmware, from, devices, atStart },
        memoryMiB,
        end: 'sharing',
    });
    return {
        sharing,
        startClient: ({ secondMac, ...options }) =>
            start({
                ...{ memoryMiB: 2048, end: 'client', ...options, from: 'network' },
                devices: secondMac === undefined ? [] : secondCard(secondMac, place.end('sharing-on')),
            }),
    };
}
