// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Machine } from './machine.js';

/** Firewalls as people have them; each keeps everybody out who is not asked in. */

/** Starts the real firewalld, as its package has it. @returns when it has told NetworkManager */
export async function startFirewalld(machine: Machine): Promise<void> {
    machine.start(['firewalld', '--nofork', '--nopid']);
    await machine.check(['gdbus', 'wait', '--system', '--timeout=30', 'org.fedoraproject.FirewallD1']);
    // it answers nobody before it is ready
    await machine.check(['firewall-cmd', '--state']);
    for (const name of ['eth0', 'uplink0'])
        await machine.check([
            ...['timeout', '20', 'bash', '-c'],
            'until firewall-cmd --quiet --zone=public --query-interface="$0"; do sleep 0.1; done',
            name,
        ]);
}

/** @returns all that firewalld's zones hold now, for a comparison */
export async function firewalldZones(machine: Machine): Promise<string> {
    return machine.check(['firewall-cmd', '--list-all-zones']);
}

const DEFAULT_DROP = `
table inet filter {
    chain input {
        type filter hook input priority filter; policy drop;
        ct state established,related accept
        iifname "lo" accept
        icmp type echo-request accept
        tcp dport 22 accept
    }
    chain forward {
        type filter hook forward priority filter; policy drop;
    }
    chain output {
        type filter hook output priority filter; policy accept;
    }
}
`;

/** A set of rules as many have in /etc/nftables.conf. */
export async function loadDefaultDrop(machine: Machine): Promise<void> {
    await machine.check(['nft', '-f', '-'], { input: DEFAULT_DROP });
}

/** Enables the real ufw, which drops what is forwarded, too, as Docker does. */
export async function enableUfw(machine: Machine): Promise<void> {
    await machine.check(['ufw', '--force', 'enable']);
}

/**
 * Rules by the older iptables, which the kernel keeps beside those of nftables: its policy is to accept, and all is
 * rejected in the end.
 */
export async function rejectByLegacy(machine: Machine): Promise<void> {
    for (const rule of [
        ['INPUT', '-m', 'conntrack', '--ctstate', 'RELATED,ESTABLISHED', '-j', 'ACCEPT'],
        ['INPUT', '-i', 'lo', '-j', 'ACCEPT'],
        ['INPUT', '-j', 'REJECT'],
        ['FORWARD', '-j', 'REJECT'],
    ])
        await machine.check(['iptables-legacy', '-w', '-A', ...rule]);
}
