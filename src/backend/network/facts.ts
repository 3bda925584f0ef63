// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type NM from 'gi://NM?version=1.0';

import { readText } from '../lib/files.js';
import { runChecked } from '../lib/process.js';
import { isRoot } from '../lib/unprivileged.js';
import { chooseInterface, type Candidate } from './choose-interface.js';
import { probeDhcp } from './dhcp-probe.js';
import { existingNetwork } from './existing-network.js';
import { firewalldZones } from './firewalld.js';
import { readForwarding } from './forwarding.js';
import { parseAddress } from './ipv4.js';
import { networkManagerIfAny } from './network-manager.js';
import { isOthers, leaseOf, ownConnectionOf } from './nm-device.js';
import { callShareLives } from './share-live-call.js';
import {
    defaultRouteInterfaces,
    parseLinks,
    parseListeningPorts,
    parseResolvers,
    parseRoutes,
    usedNetworks,
    type Hardware,
    type Link,
    type Route,
} from './parse.js';
import type { DhcpAnswer, NetworkFacts } from './types.js';

/**
 * Reads everything about the network that planning depends on. Works without root and without NetworkManager, which
 * then has nothing to say of connections and leases.
 *
 * @param wanted a checked interface name, or `auto`
 * @param probe whether to look for a DHCP server where none is known, which needs root and takes up to 6 s
 * @param onProbe called when that begins
 * @throws Problem as `chooseInterface` and `probeDhcp`
 */
export async function readNetworkFacts(
    wanted: string,
    probe: boolean,
    onProbe: (interfaceName: string) => void = () => undefined,
): Promise<NetworkFacts> {
    const links = await readLinks();
    const routes = await readRoutes();
    const client = await networkManagerIfAny();
    const chosen = chooseInterface(candidates(links, routes, client), wanted);
    // The chosen interface leaves the machine's own network for the time of the share.
    const uplink = defaultRouteInterfaces(routes).find(name => name !== chosen.name);
    const dhcp = await askDhcp(chosen, probe, onProbe);
    const [shareLive, listening] = await Promise.all([
        askShareLives(chosen, dhcp),
        runChecked(['ss', '-H', '-ltn']),
    ]);
    return {
        interface: {
            name: chosen.name,
            mac: chosen.mac,
            carrier: chosen.carrier,
            kind: chosen.kind,
            activeConnection: chosen.activeConnection,
            configuredExternally: chosen.configuredExternally,
            addresses: chosen.addresses,
            lease: chosen.lease,
        },
        dhcp,
        shareLive,
        usedNetworks: usedNetworks(links, routes),
        uplink: uplink === undefined ? null : { interface: uplink, forwarding: readForwarding(uplink) },
        resolvers: resolvers(client, chosen.name),
        busyTcpPorts: parseListeningPorts(listening),
        firewalld: isRoot()
            ? await firewalldZones(chosen.name, uplink ?? null, others(links, chosen.name))
            : null,
    };
}

function others(links: readonly Link[], name: string): readonly string[] {
    return links.map(link => link.name).filter(each => each !== name && each !== 'lo');
}

/** @returns every interface of the machine, for `chooseInterface` */
export async function readCandidates(): Promise<readonly Candidate[]> {
    return candidates(await readLinks(), await readRoutes(), await networkManagerIfAny());
}

/** @returns every interface of the machine, as the kernel has it */
export async function readLinks(): Promise<readonly Link[]> {
    return parseLinks(await runChecked(['ip', '-j', '-d', 'address']), readHardware);
}

function readHardware(name: string): Hardware {
    const folder = `/sys/class/net/${name}`;
    return {
        type: /^DEVTYPE=(.*)$/m.exec(readText(`${folder}/uevent`) ?? '')?.[1] ?? '',
        driver: /^DRIVER=(.*)$/m.exec(readText(`${folder}/device/uevent`) ?? '')?.[1] ?? '',
    };
}

async function readRoutes(): Promise<readonly Route[]> {
    return parseRoutes(await runChecked(['ip', '-j', '-4', 'route', 'show', 'table', 'all']));
}

function candidates(
    links: readonly Link[],
    routes: readonly Route[],
    client: NM.Client | null,
): readonly Candidate[] {
    const defaults = defaultRouteInterfaces(routes);
    return links.map(({ name, mac, carrier, kind, master, addresses }) => {
        const device = client?.get_device_by_iface(name) ?? null;
        return {
            name,
            mac,
            carrier,
            kind,
            activeConnection: device === null ? null : (ownConnectionOf(device)?.get_uuid() ?? null),
            configuredExternally:
                client !== null && (device === null || isOthers(device, addresses.length > 0)),
            addresses,
            lease: device === null ? null : leaseOf(device),
            defaultRoute: defaults.includes(name),
            master,
        };
    });
}

async function askDhcp(
    { name, carrier, lease }: Candidate,
    probe: boolean,
    onProbe: (interfaceName: string) => void,
): Promise<DhcpAnswer> {
    // without a cable a lease tells of the network that was there before
    if (!carrier) return { state: 'not-probed' };
    if (lease !== null) return { state: 'leased', offer: lease };
    if (!probe) return { state: 'not-probed' };
    onProbe(name);
    return probeDhcp(name);
}

/** One that gives addresses is known by its offer. */
async function askShareLives({ addresses, mac }: Candidate, dhcp: DhcpAnswer): Promise<string | null> {
    if (dhcp.state !== 'leased' && dhcp.state !== 'answered') return null;
    const network = existingNetwork(addresses, dhcp.offer.address);
    return network === null ? null : callShareLives(network, mac);
}

/** NetworkManager knows the real servers; without it, what is configured may be a local forwarder, which is as good. */
function resolvers(client: NM.Client | null, leavingOut: string): readonly string[] {
    const entries = client?.get_dns_configuration() ?? [];
    const servers = entries
        .filter(entry => entry.get_interface() !== leavingOut)
        .flatMap(entry => entry.get_nameservers())
        .filter(server => parseAddress(server) !== null);
    return servers.length > 0 ? [...new Set(servers)] : parseResolvers(readText('/etc/resolv.conf') ?? '');
}
