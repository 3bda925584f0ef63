// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { STAGES, type ClientSummary } from '../protocol/messages.js';
import type { ClientEvent } from './events.js';

export interface Clients {
    /** By MAC, in the order in which they were first seen. */
    readonly summaries: ReadonlyMap<string, ClientSummary>;
    /** Whose an address is, by MAC. A client may have had several: its loader's and its system's. */
    readonly owners: ReadonlyMap<string, string>;
    /** The bytes sent to an address that are counted already. */
    readonly counted: ReadonlyMap<string, number>;
}

/** How many are remembered at most that have no address of ours: anybody can ask in the name of any number of MACs. */
const MOST_REFUSED = 250;

export const NO_CLIENTS: Clients = { summaries: new Map(), owners: new Map(), counted: new Map() };

/**
 * `(state, event) → state`: pure. What nobody leased an address to and nobody refused is no client of ours and changes nothing; an event
 * that says nothing new returns the same state, and an unchanged client stays the same object.
 */
export function reduce(clients: Clients, event: ClientEvent): Clients {
    if (event.kind === 'lease') return leased(clients, event);
    if (event.kind === 'firmware') return asked(clients, event);
    const client = clients.summaries.get(clients.owners.get(event.address) ?? '');
    if (client === undefined) return clients;
    if (event.kind === 'bytes') return sent(clients, client, event);
    if (event.kind === 'root-file') return fetchedRoot(clients, client, event);
    if (event.kind === 'presence')
        return client.answers === event.answers || client.address !== event.address
            ? clients
            : withClient(clients, { ...client, answers: event.answers });
    if (event.kind === 'kept')
        return client.keeps ? clients : withClient(clients, { ...client, keeps: true });
    if (event.kind === 'failure')
        return withClient(clients, { ...client, since: event.at, failure: event.failure });
    // fetching the loader means that it was switched on anew; anything else only ever moves forward
    const forward = STAGES.indexOf(event.stage) > STAGES.indexOf(client.stage);
    const restarted = event.stage === 'loader' && client.stage !== 'loader';
    if (!forward && !restarted) return clients;
    const inMemory = client.inMemory && !restarted;
    const keeps = client.keeps && !restarted;
    // what it says once more, later than that it has failed, is late news
    const failure = restarted || event.stage === 'running' ? null : client.failure;
    const bytes = forward ? client.bytes : 0;
    const { stage, at: since } = event;
    const moved = { stage, since, bytes, answers: true, inMemory, keeps, refused: null, failure };
    return withClient(clients, { ...client, ...moved });
}

/** @returns the addresses of clients whose kernel was seen to have a network; loaders answer only while they fetch something */
export function whoShouldAnswer({ summaries }: Clients): readonly string[] {
    const first = STAGES.indexOf('initramfs');
    return [...summaries.values()].flatMap(({ address, stage }) =>
        address !== null && STAGES.indexOf(stage) >= first ? address : [],
    );
}

/** Of a client that nothing is known of yet. */
const NEW = {
    address: null,
    stage: 'address',
    bytes: 0,
    inMemory: false,
    answers: true,
    keeps: false,
    refused: null,
    failure: null,
} as const;

type Event<K extends ClientEvent['kind']> = Extract<ClientEvent, { kind: K }>;

function leased(clients: Clients, { mac, address, at }: Event<'lease'>): Clients {
    const known = clients.summaries.get(mac);
    if (known?.address === address && clients.owners.get(address) === mac) return clients;
    const client = known ?? { ...NEW, mac, since: at };
    const owners = new Map(clients.owners).set(address, mac);
    return withClient({ ...clients, owners }, { ...client, address });
}

/** Its initramfs has done it, which may have no other way to tell that it runs. */
function fetchedRoot(clients: Clients, client: ClientSummary, { at }: Event<'root-file'>): Clients {
    if (client.inMemory) return clients;
    const known = STAGES.indexOf(client.stage) >= STAGES.indexOf('initramfs');
    const moved = known ? client : { ...client, stage: 'initramfs' as const, since: at };
    return withClient(clients, { ...moved, inMemory: true });
}

/** A firmware may ask in one way after the other: the last one counts, unless an earlier one has brought it further. */
function asked(clients: Clients, { mac, refused, at }: Event<'firmware'>): Clients {
    const known = clients.summaries.get(mac);
    if (known === undefined) {
        if (refused === null || clients.summaries.size >= MOST_REFUSED) return clients;
        return withClient(clients, { ...NEW, mac, since: at, refused });
    }
    // HTTP Boot is what firmware tries when PXE has not worked
    if (known.refused === refused || (refused === 'http' && known.stage !== 'address')) return clients;
    const start =
        refused === null ? {} : { stage: NEW.stage, since: at, inMemory: false, keeps: false, failure: null };
    return withClient(clients, { ...known, ...start, refused });
}

function sent(clients: Clients, client: ClientSummary, { address, total }: Event<'bytes'>): Clients {
    const more = total - (clients.counted.get(address) ?? 0);
    if (more === 0) return clients;
    const counted = new Map(clients.counted).set(address, total);
    return withClient({ ...clients, counted }, { ...client, bytes: client.bytes + Math.max(0, more) });
}

function withClient(clients: Clients, client: ClientSummary): Clients {
    return { ...clients, summaries: new Map(clients.summaries).set(client.mac, client) };
}
