// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { existingNetwork } from '../network/existing-network.js';
import { FIREWALL_TABLE, guardRules, ownNetworkRules } from '../network/firewall.js';
import { BRIDGE } from '../network/share-live-mark.js';
import { freeSubnet } from '../network/subnet.js';
import type { ClientNetwork, NetworkFacts, Subnet } from '../network/types.js';
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
    const uplink = uplinkBeside(facts);
    const rules =
        side.mode === 'own-dhcp'
            ? ownNetworkRules({ ...side, httpPort, uplink: uplink?.interface ?? null, ...nfs })
            : guardRules({ ...side, httpPort, ...nfs });
    const firewall: Step = {
        kind: 'firewall',
        table: FIREWALL_TABLE,
        rules,
        undo: { kind: 'nft-table', name: FIREWALL_TABLE },
    };
    return side.mode === 'proxy-dhcp' ? [firewall] : [firewall, ...bridgeSteps(facts, side.network)];
}

function bridgeSteps(facts: Facts, subnet: Subnet): readonly Step[] {
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
