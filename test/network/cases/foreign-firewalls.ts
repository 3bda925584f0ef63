// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { FIREWALL_TABLE } from '../../../src/backend/network/firewall.js';
import {
    enableUfw,
    firewalldZones,
    loadDefaultDrop,
    rejectByLegacy,
    startFirewalld,
} from '../../lab/firewalls.js';
import { CABLE, makeLab, OUTSIDE, type NamespaceLab } from '../../lab/lab.js';
import type { Machine } from '../../lab/machine.js';
import { isReady } from '../../lab/share.js';
import { withScope } from '../../lab/scope.js';
import { waitUntilAsBefore } from '../../lab/snapshot.js';
import { eventually, type Case } from '../case.js';
import { discover } from '../discover.js';
import { ganeshaServes } from '../ganesha.js';
import { shareImage, stop } from '../helper.js';
import { LIVE_TREE, makeIso, withFolder } from '../images.js';
import { SUBNET } from '../site.js';
import { seenBy, serve } from '../tcp.js';
import { hearsUdp } from '../udp.js';

const UNDO_MS = 10_000;
/** A firewall that was reloaded is opened again. */
const AGAIN_MS = 10_000;

/** Of the sharing machine, on the network outside. */
const UPLINK = '203.0.113.2';

/** The first numbers of the network that a share makes where all are free. */
const OWN = SUBNET.network.replace(/\.0$/, '');

/** Some server of the sharing machine's that is none of ours, and of the network outside. */
const OTHER_PORT = 8000;

/** What stands in the way of a share, all at once: a packet has to pass each of them. */
interface Firewalls {
    readonly name: string;
    readonly start: (machine: Machine) => Promise<void>;
    /** As its owner does after a change. */
    readonly reload: (machine: Machine) => Promise<void>;
    readonly state: (machine: Machine) => Promise<string>;
}

const FIREWALLS: readonly Firewalls[] = [
    {
        name: 'firewalld and a default-drop set of nftables',
        start: async machine => {
            await startFirewalld(machine);
            await loadDefaultDrop(machine);
        },
        reload: async machine => {
            await machine.check(['firewall-cmd', '--reload']);
            // nftables.service flushes all, which firewalld does not survive
            for (const table of ['filter', FIREWALL_TABLE])
                await machine.check(['nft', 'delete', 'table', 'inet', table]);
            await loadDefaultDrop(machine);
        },
        state: firewalldZones,
    },
    {
        name: 'ufw and rules of the older iptables',
        start: async machine => {
            await enableUfw(machine);
            // its first reload leaves some of its rules twice
            await machine.check(['ufw', 'reload']);
            await rejectByLegacy(machine);
        },
        reload: async machine => {
            // as a script of the owner's that knows nothing of us
            const rules = await machine.check(['iptables-nft-save']);
            await machine.check(['iptables-nft-restore'], {
                input: rules.replace(/^.*share-live.*\n/gm, ''),
            });
            await machine.check(['ufw', 'reload']);
        },
        state: machine => machine.check(['ufw', 'status', 'verbose']),
    },
];

/** A network of ours, or one with a router. */
interface Network {
    readonly name: string;
    readonly router: boolean;
    /** Lets the machine at the other end of the cable into the network of a share, with an address of its own choice. */
    readonly join: (lab: NamespaceLab, server: string) => Promise<void>;
    /** What there is beside the files. */
    readonly expectNetwork: (lab: NamespaceLab, server: string) => Promise<void>;
}

const NETWORKS: readonly Network[] = [
    {
        name: 'on a network of ours',
        router: false,
        join: async ({ peer }, server) => {
            await peer.check(['ip', 'address', 'replace', `${OWN}.9/24`, 'dev', CABLE]);
            await peer.check(['ip', 'route', 'replace', 'default', 'via', server]);
        },
        expectNetwork: async ({ peer }, server) => {
            assert.match((await discover(peer, `${OWN}.255`))[server] ?? '', new RegExp(`^${OWN}\\.\\d+$`));
            assert.equal(await seenBy(peer, OUTSIDE.address, OTHER_PORT), UPLINK, 'the internet');
        },
    },
    {
        name: 'beside a router',
        router: true,
        join: () => Promise.resolve(),
        expectNetwork: async ({ peer }, server) => {
            assert.equal((await discover(peer, '192.168.50.255'))[server], '0.0.0.0');
        },
    },
];

/** What clients ask for on their way. */
async function expectServed(lab: NamespaceLab, { expectNetwork }: Network, server: string): Promise<void> {
    const { peer } = lab;
    await expectNetwork(lab, server);
    for (const url of [`http://${server}/kernel`, `tftp://${server}/pxelinux.0`])
        await peer.check(['curl', '--silent', '--show-error', '--fail', '--max-time', '5', '--output', '/dev/null', url]); // prettier-ignore
    if (!(await ganeshaServes())) return;
    for (const [program, version] of [
        ['100003', '3'],
        ['100005', '3'],
    ] as const)
        await peer.check(['timeout', '5', 'rpcinfo', '-T', 'tcp', server, program, version]);
}

async function expectElseClosed({ sharing, peer, outside }: NamespaceLab, server: string): Promise<void> {
    assert.equal(await seenBy(peer, server, OTHER_PORT), 'unreachable', "a port that is not the share's");
    for (const port of [80, 111, 2049, OTHER_PORT])
        assert.equal(await seenBy(outside, UPLINK, port), 'unreachable', `port ${port} from outside`);
    assert.equal(await hearsUdp(sharing, UPLINK, 67, outside), false, 'DHCP from outside');
}

function withFirewalls(
    firewalls: Firewalls,
    network: Network,
    body: (lab: NamespaceLab, image: string) => Promise<void>,
): Promise<void> {
    return withFolder(async folder => {
        const image = await makeIso(folder, LIVE_TREE);
        await withScope(async scope => {
            const lab = await makeLab(scope, { router: network.router });
            await firewalls.start(lab.sharing);
            await serve(lab.sharing, 10, OTHER_PORT);
            await serve(lab.outside, 10, OTHER_PORT);
            await body(lab, image);
        });
    });
}

export const foreignFirewallCases: readonly Case[] = FIREWALLS.flatMap(firewalls =>
    NETWORKS.map(network => ({
        name: `foreign firewalls: through ${firewalls.name}, ${network.name}; reloaded, stopped, killed`,
        run: () =>
            withFirewalls(firewalls, network, async (lab, image) => {
                const { sharing } = lab;
                const before = await lab.snapshot();
                const state = await firewalls.state(sharing);

                const helper = await shareImage(sharing, image);
                const { address: server = '' } = await helper.waitFor(isReady, 'ready', 0);
                await network.join(lab, server);
                await expectServed(lab, network, server);
                await expectElseClosed(lab, server);

                await firewalls.reload(sharing);
                await eventually(AGAIN_MS, () => expectServed(lab, network, server));
                await expectElseClosed(lab, server);

                assert.equal(await stop(helper), 0);
                await waitUntilAsBefore(lab.snapshot, before, UNDO_MS);
                assert.equal(await firewalls.state(sharing), state);

                const next = await shareImage(sharing, image);
                await next.kill();
                await next.ended;
                await waitUntilAsBefore(lab.snapshot, before, UNDO_MS);
                assert.equal(await firewalls.state(sharing), state);
            }),
    })),
);
