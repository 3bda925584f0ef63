// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { STAGES, type ClientSummary } from '../protocol/messages.js';
import type { ClientEvent } from './events.js';

/** The clients by MAC, in the order in which they were first seen. */
export type Clients = ReadonlyMap<string, ClientSummary>;

export const NO_CLIENTS: Clients = new Map();

/**
 * `(state, event) → state`: pure. What nobody leased an address to is no client of ours and changes nothing; an event
 * that says nothing new returns the same state, and an unchanged client stays the same object.
 */
export function reduce(clients: Clients, event: ClientEvent): Clients {
    if (event.kind === 'lease') {
        const known = clients.get(event.mac);
        if (known?.address === event.address) return clients;
        return withClient(clients, {
            ...(known ?? { mac: event.mac, stage: 'address', since: event.at, bytes: 0 }),
            address: event.address,
        });
    }
    const client = [...clients.values()].find(each => each.address === event.address);
    if (client === undefined) return clients;
    if (event.kind === 'bytes')
        return event.total === client.bytes
            ? clients
            : withClient(clients, { ...client, bytes: event.total });
    // fetching the loader means that it was switched on anew; anything else only ever moves forward
    const forward = STAGES.indexOf(event.stage) > STAGES.indexOf(client.stage);
    const restarted = event.stage === 'loader' && client.stage !== 'loader';
    return forward || restarted
        ? withClient(clients, { ...client, stage: event.stage, since: event.at })
        : clients;
}

function withClient(clients: Clients, client: ClientSummary): Clients {
    return new Map(clients).set(client.mac, client);
}
