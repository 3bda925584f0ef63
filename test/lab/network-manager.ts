// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { makeMachine, type Machine, type Started } from './machine.js';

export interface NetworkManagerOptions {
    /** Interfaces that only the test uses. */
    readonly unmanaged?: readonly string[];
    /**
     * Whether it makes up a profile for every wired interface by itself, as a live desktop does. Without a DHCP server
     * it then keeps trying for ever, and is never settled.
     */
    readonly autoDefault?: boolean;
    /** What polkit lets the ordinary user `nobody` do who is in no session; `live` where nothing is said. */
    readonly permission?: Permission;
}

/** Everything, as on a live medium; everything, once an administrator's password is given; only what all may. */
export type Permission = 'live' | 'ask' | 'none';

function configuration({ unmanaged = [], autoDefault = false }: NetworkManagerOptions): string {
    const except = unmanaged.map(name => `interface-name:${name};`).join('');
    return [
        '[main]',
        'plugins=keyfile',
        autoDefault ? '' : 'no-auto-default=*',
        '[keyfile]',
        `unmanaged-devices=${except}`,
        '[device-veth]',
        'match-device=type:veth',
        'managed=1',
        '',
    ].join('\n');
}

/** Live media let the live user do everything (live-config's rule); here that user is `nobody`. */
const POLKIT_RULES: Readonly<Record<Permission, string>> = {
    live: rule('YES'),
    ask: rule('AUTH_ADMIN'),
    none: '',
};

/** polkit's JavaScript is of old: no arrow functions. */
function rule(result: string): string {
    return `polkit.addRule(function (action, subject) { if (subject.user == "nobody") return polkit.Result.${result}; });\n`;
}

export interface NetworkManager {
    /** Ends it as a crash would. */
    kill(): Promise<void>;
    /** Ends it as the service manager would. */
    stop(): Promise<void>;
    /** Starts it again after `kill` or `stop`; resolves when it has settled (with `autoDefault`: when it answers). */
    start(): Promise<void>;
}

/**
 * Starts a system bus, polkitd and NetworkManager in a machine; resolves when NetworkManager has settled (with
 * `autoDefault`: when it answers). Its
 * configuration and state are empty ones: nothing of this machine's real connections is seen or touched.
 */
export async function startNetworkManager(
    machine: Machine,
    options: NetworkManagerOptions = {},
): Promise<NetworkManager> {
    for (const folder of ['/var/lib/NetworkManager', '/etc/NetworkManager', '/etc/polkit-1/rules.d'])
        await machine.check(['mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', folder]);
    await machine.check(['mkdir', '-p', '/run/dbus', '/etc/NetworkManager/system-connections']);
    await write(machine, '/etc/NetworkManager/NetworkManager.conf', configuration(options));
    await write(machine, '/etc/polkit-1/rules.d/10-live.rules', POLKIT_RULES[options.permission ?? 'live']);

    const bus = machine.start(['dbus-daemon', '--system', '--nofork', '--nopidfile', '--print-address']);
    await new Promise((resolve, reject) => {
        bus.child.stdout?.once('data', resolve);
        bus.ended.then(({ stderr }) => {
            reject(new Error(`dbus-daemon has ended: ${stderr}`));
        }, reject);
    });
    machine.start(['/usr/lib/polkit-1/polkitd', '--no-debug']);
    await onTheBus(machine, 'org.freedesktop.PolicyKit1');

    let daemon: Started | null = null;
    async function start(): Promise<void> {
        daemon = machine.start(['NetworkManager', '--no-daemon', '--log-level=INFO']);
        await onTheBus(machine, 'org.freedesktop.NetworkManager');
        if (options.autoDefault !== true)
            await machine.check(['nm-online', '--wait-for-startup', '--quiet', '--timeout=30']);
    }
    async function end(signal: NodeJS.Signals): Promise<void> {
        await daemon?.signal(signal);
        await daemon?.ended;
    }
    await start();
    return { start, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** A machine with NetworkManager in it for the time of `body`. `lay` lays the cables, before NetworkManager starts. */
export async function withNetworkManager<T>(
    lay: (machine: Machine) => Promise<void>,
    body: (machine: Machine, networkManager: NetworkManager) => Promise<T>,
    options: NetworkManagerOptions = {},
): Promise<T> {
    const machine = await makeMachine();
    try {
        await lay(machine);
        return await body(machine, await startNetworkManager(machine, options));
    } finally {
        await machine.close();
    }
}

async function onTheBus(machine: Machine, name: string): Promise<void> {
    await machine.check(['gdbus', 'wait', '--system', '--timeout=30', name]);
}

/** Writes a text file that everybody may read. */
async function write(machine: Machine, path: string, text: string): Promise<void> {
    await machine.check(['tee', path], { input: text });
    await machine.check(['chmod', '644', path]);
}
