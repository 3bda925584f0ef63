// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { existingNetwork } from '../network/existing-network.js';
import { FIREWALL_TABLE, guardRules, ownNetworkRules } from '../network/firewall.js';
import { richRules } from '../network/firewalld-zone.js';
import { guestOpenings, ownNetworkOpenings, type Opening } from '../network/opening.js';
import { BRIDGE } from '../network/share-live-mark.js';
import { freeSubnet } from '../network/subnet.js';
import type { ClientNetwork, FirewalldZone, NetworkFacts, Subnet } from '../network/types.js';
import { Problem } from '../protocol/problem.js';
import { ownDhcpConfig, proxyDhcpConfig } from '../services/dnsmasq.js';
import { httpBootStart, pxeStarts } from './efi-start.js';
import type { NfsPorts } from './nfs-plan.js';
import { startsBios } from './client-verdicts.js';
import { remember } from './steps.js';
import type { Facts, Step } from './types.js';

/** Where the clients are met. */
export type ClientSide =
    /** Alone with us: on a bridge over the interface, in a network that we make. */
    | { readonly mode: 'own-dhcp'; readonly interface: string; readonly network: Subnet }
    /** On a network that is there already, with this machine in it: at the interface as it is. */
    | { readonly mode: 'proxy-dhcp'; readonly interface: string; readonly network: ClientNetwork };

/**
 * @throws Problem `other-share-live`, `interface-no-address`, `interface-needs-router`, `interface-not-managed`,
 *     `no-free-subnet`
 */
export function clientSide({ dhcp, shareLive, interface: chosen, usedNetworks }: NetworkFacts): ClientSide {
    if (shareLive !== null) throw new Problem('other-share-live', { server: shareLive });
    if (dhcp.state === 'leased' || dhcp.state === 'answered') {
        if (dhcp.offer.shareLive === true)
            throw new Problem('other-share-live', { server: dhcp.offer.server });
        const network = existingNetwork(chosen.addresses, dhcp.offer.address);
        if (network === null)
            throw new Problem(
                'interface-no-address',
                { interface: chosen.name },
                `${dhcp.offer.server} gives ${dhcp.offer.address}; here: ${chosen.addresses.join(' ')}`,
            );
        return { mode: 'proxy-dhcp', interface: chosen.name, network };
    }
    // a wireless card cannot be a port of our bridge, nor can another bridge, and what else others have made stays as it is
    if (chosen.kind === 'wireless' || chosen.kind === 'compound')
        throw new Problem('interface-needs-router', { interface: chosen.name });
    if (chosen.configuredExternally) throw new Problem('interface-not-managed', { interface: chosen.name });
    return { mode: 'own-dhcp', interface: BRIDGE, network: freeSubnet(usedNetworks) };
}

/** What is changed of this machine's network: nothing but a guard, where the clients' network is there already. */
export function networkSteps(
    facts: Facts,
    side: ClientSide,
    httpPort: number,
    nfs: NfsPorts,
): readonly Step[] {
    const { firewalld } = facts.network;
    const served = { ...side, httpPort, mountdPort: nfs.overNfs ? nfs.mountdPort : null };
    if (side.mode === 'proxy-dhcp') {
        const zone = firewalld?.interface ?? null;
        const rules = guardRules({ ...side, httpPort, closedToDhcp: zone?.closedToDhcp ?? [], ...nfs });
        return [firewall(rules), ...openings(guestOpenings(served), zone)];
    }
    const uplink = uplinkBeside(facts)?.interface ?? null;
    // in one zone with the uplink, what clients send there passes
    const zone = firewalld?.uplink ?? null;
    const rules = ownNetworkRules({
        ...side,
        ...{ httpPort, uplink, closedToDhcp: zone?.closedToDhcp ?? [] },
        ...nfs,
    });
    return [
        firewall(rules),
        ...openings(ownNetworkOpenings(served, uplink), zone),
        ...bridgeSteps(facts, side.network, zone?.name ?? null),
    ];
}

/** Our own table; it goes up before anything is opened elsewhere, and stays until that is closed again. */
function firewall(rules: string): Step {
    const undo = { kind: 'nft-table', name: FIREWALL_TABLE } as const;
    return { kind: 'firewall', table: FIREWALL_TABLE, rules, undo };
}

/** What other firewalls are to let through. */
function openings(all: readonly Opening[], zone: FirewalldZone | null): readonly Step[] {
    const filters: Step = { kind: 'open-filters', openings: all, undo: { kind: 'open-filters' } };
    if (zone === null) return [filters];
    const where = { zone: zone.name, rules: richRules(all) };
    return [{ kind: 'open-zone', ...where, undo: { kind: 'open-zone', ...where } }, filters];
}

function bridgeSteps(facts: Facts, subnet: Subnet, zone: string | null): readonly Step[] {
    const { profiles } = facts;
    const { name: port, activeConnection } = facts.network.interface;
    const uplink = uplinkBeside(facts);
    return [
        // the way back to the network as it was comes first in the journal, so that it is played last
        ...(activeConnection === null
            ? []
            : [remember({ kind: 'reconnect', interface: port, connection: activeConnection })]),
        {
            kind: 'bridge',
            name: BRIDGE,
            port,
            subnet,
            profiles,
            zone,
            undo: { kind: 'bridge', name: BRIDGE, profiles },
        },
        ...(uplink === null
            ? []
            : ([
                  // the bridge goes with its setting
                  { kind: 'forwarding', interface: BRIDGE, undo: null },
                  {
                      kind: 'forwarding',
                      interface: uplink.interface,
                      undo: { kind: 'forwarding', interface: uplink.interface, value: uplink.forwarding },
                  },
              ] as const)),
    ];
}

/** An uplink over the very interface that becomes the clients' is none. */
function uplinkBeside({ network }: Facts): NetworkFacts['uplink'] {
    return network.uplink?.interface === network.interface.name ? null : network.uplink;
}

/** What the clients are told by DHCP. */
export function dhcpConfig(facts: Facts, side: ClientSide, httpPort: number): string {
    const { uplink, resolvers } = facts.network;
    const options = {
        httpPort,
        bios: startsBios(facts.loaders),
        efi: pxeStarts(facts, side).map(({ arch }) => arch),
        httpBoot: httpBootStart(facts, side, httpPort) !== null,
    };
    return side.mode === 'own-dhcp'
        ? ownDhcpConfig({ ...side, ...options, routed: uplink !== null, resolvers })
        : proxyDhcpConfig({ ...side, ...options });
}
