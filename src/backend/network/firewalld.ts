// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';

import { Problem } from '../protocol/problem.js';
import { allowsDhcp, type ZoneSettings } from './firewalld-zone.js';
import type { FirewalldZone, NetworkFacts } from './types.js';

Gio._promisify(Gio.DBusConnection.prototype, 'call', 'call_finish');

const NAME = 'org.fedoraproject.FirewallD1';
const PATH = '/org/fedoraproject/FirewallD1';
const ZONE = `${NAME}.zone`;

/** It answers nobody while it reloads, which takes seconds. */
const TIMEOUT_MS = 30_000;

/** Whether firewalld runs. Without a system bus it does not. */
export async function firewalldRuns(): Promise<boolean> {
    try {
        const owned = await callBus('NameHasOwner', new GLib.Variant('(s)', [NAME]));
        return owned[0] === true;
    } catch {
        return false;
    }
}

/**
 * @param others the machine's other interfaces
 * @returns null where firewalld does not run
 * @throws Problem `firewall-refused`
 */
export async function firewalldZones(
    name: string,
    uplink: string | null,
    others: readonly string[],
): Promise<NetworkFacts['firewalld']> {
    if (!(await firewalldRuns())) return null;
    try {
        return { interface: await zoneOf(name, others), uplink: await zoneOf(uplink, others) };
    } catch (error) {
        throw refused(error);
    }
}

async function zoneOf(interfaceName: string | null, others: readonly string[]): Promise<FirewalldZone> {
    const name = await nameOfZone(interfaceName);
    const settings = (await callZone('getZoneSettings2', name))[0] as ZoneSettings;
    if (allowsDhcp(settings)) return { name, closedToDhcp: [] };
    const mates: string[] = [];
    for (const other of others) if ((await nameOfZone(other)) === name) mates.push(other);
    return { name, closedToDhcp: mates };
}

/** What no zone names is in the default one. */
async function nameOfZone(interfaceName: string | null): Promise<string> {
    const [zone] = interfaceName === null ? [''] : await callZone('getZoneOfInterface', interfaceName);
    if (typeof zone === 'string' && zone !== '') return zone;
    const [byDefault] = await call(NAME, 'getDefaultZone', null);
    return String(byDefault);
}

/**
 * Adds rich rules (firewalld.richlanguage(5)) to a zone, until firewalld reloads or ends; those that it has already
 * stay. Nothing happens where firewalld does not run.
 *
 * @throws Problem `firewall-refused`
 */
export async function openZone(zone: string, rules: readonly string[]): Promise<void> {
    if (!(await firewalldRuns())) return;
    try {
        for (const rule of rules)
            if (!(await hasRule(zone, rule)))
                await call(ZONE, 'addRichRule', new GLib.Variant('(ssi)', [zone, rule, 0]));
    } catch (error) {
        throw refused(error);
    }
}

/** Removes what of them is there. */
export async function closeZone(zone: string, rules: readonly string[]): Promise<void> {
    if (!(await firewalldRuns())) return;
    for (const rule of rules) if (await hasRule(zone, rule)) await callWithZone('removeRichRule', zone, rule);
}

async function hasRule(zone: string, rule: string): Promise<boolean> {
    return (await callWithZone('queryRichRule', zone, rule))[0] === true;
}

/** Lets firewalld forget an interface that is no more: NetworkManager does so, where it still runs then. */
export async function forgetInterface(name: string): Promise<void> {
    if (!(await firewalldRuns())) return;
    const [zone] = await callZone('getZoneOfInterface', name);
    if (typeof zone === 'string' && zone !== '') await callWithZone('removeInterface', zone, name);
}

async function callZone(method: string, of: string): Promise<readonly unknown[]> {
    return call(ZONE, method, new GLib.Variant('(s)', [of]));
}

async function callWithZone(method: string, zone: string, what: string): Promise<readonly unknown[]> {
    return call(ZONE, method, new GLib.Variant('(ss)', [zone, what]));
}

async function call(
    interfaceName: string,
    method: string,
    parameters: GLib.Variant | null,
): Promise<readonly unknown[]> {
    const answer = await Gio.DBus.system.call(
        ...([NAME, PATH, interfaceName, method, parameters, null] as const),
        ...([Gio.DBusCallFlags.NO_AUTO_START, TIMEOUT_MS, null] as const),
    );
    return answer.recursiveUnpack() as readonly unknown[];
}

async function callBus(method: string, parameters: GLib.Variant): Promise<readonly unknown[]> {
    const bus = 'org.freedesktop.DBus';
    const answer = await Gio.DBus.system.call(
        ...([bus, '/org/freedesktop/DBus', bus, method, parameters, null] as const),
        ...([Gio.DBusCallFlags.NONE, TIMEOUT_MS, null] as const),
    );
    return answer.recursiveUnpack() as readonly unknown[];
}

function refused(error: unknown): Problem {
    return new Problem('firewall-refused', {}, String(error));
}
