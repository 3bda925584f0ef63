// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import { readText } from '../lib/files.js';
import { run, runChecked } from '../lib/process.js';
import { Problem, toProblem } from '../protocol/problem.js';
import { isClosed, type FilterChain } from './filter-chain.js';
import { FIREWALL_TABLE } from './firewall.js';
import { firewalldRuns } from './firewalld.js';
import { IPTABLES_CHAINS, iptablesInsertion, iptablesRemoval, parseIptables } from './iptables-rules.js';
import { nftInsertion, nftRemoval, parseNft, type NftTable } from './nft-rules.js';
import type { Opening } from './opening.js';

/** The tables that the older iptables has in the kernel; only reading them through it would make one. */
const LEGACY_TABLES = '/proc/net/ip_tables_names';

/**
 * One place where somebody else filters packets. A packet has to be accepted in every one of them; what our own table
 * accepts, another may still drop.
 */
interface Filter {
    readonly chains: readonly FilterChain[];
    readonly insert: (chain: FilterChain, opening: Opening) => Promise<void>;
    readonly remove: (chain: FilterChain, ours: string) => Promise<void>;
}

/**
 * Lets traffic through every filter of this machine that turns away strangers in general, by marked rules at the top of
 * its chains. What is there already stays as it is, so that nothing changes where nothing is missing. firewalld's
 * tables are left to it (`openZone`).
 *
 * @throws Problem `firewall-refused`
 */
export async function openFilters(openings: readonly Opening[]): Promise<void> {
    try {
        for (const { chains, insert, remove } of await readFilters())
            for (const chain of chains) {
                const wanted = openings.filter(({ hook }) => hook === chain.hook);
                const ours = ourRules(chain);
                if (ours.length === wanted.length || !isClosed(chain, chains)) continue;
                for (const rule of ours) await remove(chain, rule);
                // each goes to the top
                for (const opening of [...wanted].reverse()) await insert(chain, opening);
            }
    } catch (error) {
        throw new Problem('firewall-refused', {}, toProblem(error).message);
    }
}

/** Removes every marked rule, whoever has put it there. */
export async function closeFilters(): Promise<void> {
    for (const { chains, remove } of await readFilters())
        for (const chain of chains) for (const rule of ourRules(chain)) await remove(chain, rule);
}

function ourRules({ rules }: FilterChain): readonly string[] {
    return rules.flatMap(({ ours }) => ours ?? []);
}

async function readFilters(): Promise<readonly Filter[]> {
    const tables = parseNft(await runChecked(['nft', '--json', '--terse', 'list', 'ruleset']));
    const leftOut = (await firewalldRuns()) ? /^firewalld/ : /^$/;
    const filters: Filter[] = [];
    for (const table of tables) {
        if (table.name === FIREWALL_TABLE || leftOut.test(table.name)) continue;
        const iptables = isIptables(table) ? await iptablesFilter('iptables-nft') : null;
        filters.push(iptables ?? nftFilter(table));
    }
    const legacy = (readText(LEGACY_TABLES) ?? '').split('\n').includes('filter');
    const older = legacy ? await iptablesFilter('iptables-legacy') : null;
    return older === null ? filters : [...filters, older];
}

/** iptables cannot read what others write into its table. */
function isIptables({ family, name, chains }: NftTable): boolean {
    const names = Object.values(IPTABLES_CHAINS);
    return family === 'ip' && name === 'filter' && chains.some(chain => names.includes(chain.name));
}

function nftFilter(table: NftTable): Filter {
    const command = async (what: unknown): Promise<void> => {
        await runChecked(['nft', '--json', '--file', '-'], { stdin: JSON.stringify({ nftables: [what] }) });
    };
    return {
        chains: table.chains,
        insert: (chain, opening) => command(nftInsertion(table, chain.name, opening)),
        remove: (chain, ours) => command(nftRemoval(table, chain.name, ours)),
    };
}

/** @param program iptables(8) of one of its two kinds. @returns null where it is not there, or cannot read the table */
async function iptablesFilter(program: string): Promise<Filter | null> {
    if (GLib.find_program_in_path(program) === null) return null;
    const { status, stdout } = await run([program, '-w', '-S']);
    if (status !== 0) return null;
    const command = async (argv: readonly string[]): Promise<void> => {
        await runChecked([program, '-w', ...argv]);
    };
    return {
        chains: parseIptables(stdout),
        insert: (_, opening) => command(iptablesInsertion(opening)),
        remove: (_, ours) => command(iptablesRemoval(ours)),
    };
}
