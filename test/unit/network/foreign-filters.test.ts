// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { isClosed, type FilterChain } from '../../../src/backend/network/filter-chain.js';
import { allowsDhcp, richRules } from '../../../src/backend/network/firewalld-zone.js';
import { iptablesRemoval, parseIptables } from '../../../src/backend/network/iptables-rules.js';
import { parseNft } from '../../../src/backend/network/nft-rules.js';

// That a share gets through, and that nothing else does, is shown by test/network with real firewalls.

/** Whether each chain that the kernel enters is closed. */
function closed(chains: readonly FilterChain[]): Record<string, boolean> {
    const bases = chains.filter(({ hook }) => hook !== null);
    return Object.fromEntries(bases.map(chain => [chain.name, isClosed(chain, chains)]));
}

describe('rules of iptables', () => {
    const policies = '-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT DROP\n';
    const judge = (text: string): Record<string, boolean> => closed(parseIptables(policies + text));
    it('finds closed what drops by its policy, or in the end', () => {
        assert.deepEqual(closed(parseIptables('-P INPUT DROP\n-P FORWARD ACCEPT\n')), {
            INPUT: true,
            FORWARD: false,
        });
        for (const end of [
            '-A INPUT -j REJECT --reject-with icmp-host-prohibited\n',
            '-A INPUT ! -i lo -p tcp -m tcp -j DROP\n',
            '-A INPUT -m conntrack --ctstate NEW -m comment --comment "all of it" -j DROP\n',
            '-N from\n-A INPUT -i eth0 -j from\n-A from -g end\n-N end\n-A end -j DROP\n',
        ])
            assert.deepEqual(judge(end), { INPUT: true, FORWARD: false }, end);
    });
    it('finds open what turns single addresses or ports away', () => {
        for (const rule of [
            '-A INPUT -s 192.0.2.1/32 -j DROP\n',
            '-A INPUT -p tcp -m tcp --dport 22 -j REJECT\n',
            '-N f2b\n-A INPUT -p tcp -m multiport --dports 22 -j f2b\n-A f2b -j REJECT\n',
            '-N never\n-A never -j DROP\n',
            '-N a\n-N b\n-A INPUT -j a\n-A a -j b\n-A b -j a\n',
        ])
            assert.deepEqual(judge(rule), { INPUT: false, FORWARD: false }, rule);
    });
    it('knows its own rules, and how they are removed', () => {
        const line = '-A INPUT -s 10.77.0.0/24 -i sharelive0 -m comment --comment share-live -j ACCEPT';
        const [input] = parseIptables(
            `${policies}-A INPUT -m comment --comment share-lively -j ACCEPT\n${line}`,
        );
        const ours = input?.rules.flatMap(rule => rule.ours ?? []) ?? [];
        assert.deepEqual(ours, [line]);
        assert.deepEqual(iptablesRemoval(line).slice(0, 4), ['-D', 'INPUT', '-s', '10.77.0.0/24']);
    });
});

describe('rules of nftables', () => {
    const chain = (name: string, more: object): object => ({
        chain: { family: 'inet', table: 't', name, handle: 1, ...more },
    });
    const base = (name: string, policy = 'accept'): object =>
        chain(name, { type: 'filter', hook: name, prio: 0, policy });
    const rule = (where: string, expr: readonly object[], comment?: string): object => ({
        rule: { family: 'inet', table: 't', chain: where, handle: 7, expr, ...(comment && { comment }) },
    });
    const match = (left: object): object => ({ match: { op: '==', left, right: 'x' } });
    const judge = (...objects: readonly object[]): Record<string, boolean> => {
        const [table] = parseNft(JSON.stringify({ nftables: [{ metainfo: {} }, ...objects] }));
        return closed(table?.chains ?? []);
    };
    const iifname = match({ meta: { key: 'iifname' } });
    const state = match({ ct: { key: 'state' } });
    const port = match({ payload: { protocol: 'tcp', field: 'dport' } });
    it('finds closed what drops by its policy, or in general', () => {
        assert.deepEqual(judge(base('input', 'drop'), base('forward')), { input: true, forward: false });
        assert.deepEqual(
            judge(base('input'), rule('input', [iifname, state, { counter: {} }, { drop: null }])),
            {
                input: true,
            },
        );
        assert.deepEqual(
            judge(
                base('forward'),
                rule('forward', [iifname, { goto: { target: 'end' } }]),
                chain('end', {}),
                rule('end', [{ reject: null }]),
            ),
            { forward: true },
        );
        assert.deepEqual(judge(base('input'), rule('input', [{ xt: { type: 'target', name: 'REJECT' } }])), {
            input: true,
        });
    });
    it('finds open what turns single addresses or ports away', () => {
        for (const expr of [
            [port, { drop: null }],
            [{ xt: { type: 'match', name: 'multiport' } }, { drop: null }],
            [{ limit: { rate: 1 } }, { drop: null }],
            [port, { jump: { target: 'end' } }],
        ])
            assert.deepEqual(
                judge(base('input'), rule('input', expr), chain('end', {}), rule('end', [{ drop: null }])),
                { input: false },
                JSON.stringify(expr),
            );
    });
    it('looks at filters of IPv4 that are entered where packets come in or are passed on', () => {
        assert.deepEqual(
            judge(
                chain('output', { type: 'filter', hook: 'output', policy: 'drop' }),
                chain('nat', { type: 'nat', hook: 'input', policy: 'drop' }),
            ),
            {},
        );
        const six = { chain: { family: 'ip6', table: 't', name: 'input', type: 'filter', hook: 'input' } };
        assert.deepEqual(parseNft(JSON.stringify({ nftables: [six] })), []);
    });
    it('knows its own rules by their comment', () => {
        const objects = [
            base('input'),
            rule('input', [{ accept: null }], 'share-live'),
            rule('input', [{ accept: null }], 'other'),
        ];
        const [table] = parseNft(JSON.stringify({ nftables: objects }));
        assert.deepEqual(
            table?.chains[0]?.rules.map(({ ours }) => ours),
            ['7', null],
        );
    });
});

describe('a zone of firewalld', () => {
    it('is asked for ports that are meant for this machine, from where they come', () => {
        const from = 'eth0';
        assert.deepEqual(
            richRules([
                { hook: 'input', from, ports: { protocol: 'udp', numbers: [67] } },
                { hook: 'input', from, source: '10.0.0.0/8', ports: { protocol: 'tcp', numbers: [80] } },
                { hook: 'forward', from, to: 'eth1' },
            ]),
            [
                'rule priority="32000" family="ipv4" port port="67" protocol="udp" accept',
                'rule priority="32000" family="ipv4" source address="10.0.0.0/8" port port="80" protocol="tcp" accept',
            ],
        );
    });
    it('is known to let requests for an address in', () => {
        assert.ok(allowsDhcp({ target: 'ACCEPT' }));
        assert.ok(allowsDhcp({ services: ['ssh', 'dhcp'] }));
        assert.ok(allowsDhcp({ ports: [['67', 'udp']] }));
        assert.ok(allowsDhcp({ ports: [['60-70', 'udp']] }));
        assert.ok(!allowsDhcp({ target: 'default', services: ['ssh'], ports: [['67', 'tcp'], ['68-99', 'udp']] })); // prettier-ignore
        assert.ok(!allowsDhcp({}));
    });
});
