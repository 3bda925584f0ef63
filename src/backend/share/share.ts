// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';
import System from 'system';

import type { ClientEvent } from '../clients/events.js';
import { NO_CLIENTS, reduce, whoShouldAnswer } from '../clients/reduce.js';
import { run, runChecked } from '../lib/process.js';
import type { Repetition } from '../lib/repeatedly.js';
import { FIREWALL_TABLE, parseByteCounters } from '../network/firewall.js';
import { watchFirewall } from '../network/firewall-watch.js';
import { waitForCarrier } from '../network/carrier.js';
import { watchDhcp } from '../network/dhcp-watch.js';
import { watchLink } from '../network/link-watch.js';
import { readNeighbour } from '../network/neighbours.js';
import { watchPresence } from '../network/presence.js';
import { hearsSpanningTree } from '../network/spanning-tree.js';
import type { DhcpOffer } from '../network/types.js';
import type { Reply, ShareOptions } from '../protocol/messages.js';
import { Problem, toProblem } from '../protocol/problem.js';
import { dnsmasqReader } from '../services/dnsmasq-log.js';
import { knownClients } from '../services/dnsmasq.js';
import type { EngineWatch, RunningEngine } from '../services/engine.js';
import { nginxEvent } from '../services/nginx-log.js';
import { apply, type ApplyContext } from './apply.js';
import { readFacts } from './facts.js';
import type { OpenMedium } from './open-medium.js';
import type { SessionArchive } from './session-archive.js';
import { storeExport } from './nfs-plan.js';
import { KNOWN_CLIENTS } from './paths.js';
import { plan } from './plan.js';
import { file } from './steps.js';
import { keepStores } from './stores.js';
import type { Engine, Facts, Step } from './types.js';
import { undoAll } from './undo.js';

/** How often the byte counters are read. */
const COUNTERS_MS = 1000;

export interface Share {
    /** Ends it and undoes everything; resolves when all is as before. */
    readonly stop: () => Promise<void>;
    /** Takes the file of a client's store. @throws Problem `bad-request`, `wrong-order` */
    readonly takeStore: (mac: string, descriptor: number) => Promise<void>;
    /** Resolves when it has ended, whether by `stop` or by a problem of its own. */
    readonly ended: Promise<void>;
}

/**
 * Starts a share in the background: waits for a cable, asks the network, plans, applies, and watches the clients. All
 * that happens is said through `send`; a problem that ends it is said as fatal, and all that was done is undone.
 *
 * @param options checked: what the app asked for
 * @param session the files of the session's that it has sent
 */
export function startShare(
    medium: OpenMedium,
    options: ShareOptions,
    session: SessionArchive | null,
    send: (reply: Reply) => void,
): Share {
    const engines: RunningEngine[] = [];
    let clients = NO_CLIENTS;
    let stopping: Promise<void> | null = null;
    /** Stores that are being mounted. */
    let taking: Promise<unknown> = Promise.resolve();
    let counters = 0;
    const watches: Repetition[] = [];
    const listening = new Gio.Cancellable();
    let slowSwitch = Promise.resolve(false);

    /** The interface on which others give the clients their addresses, so that who is who has to be looked up. */
    let sharedNetwork: string | null = null;

    const tell = (event: ClientEvent | null): void => {
        if (event === null) return;
        if (event.kind === 'stage' && sharedNetwork !== null) {
            const { address, at } = event;
            const mac = readNeighbour(sharedNetwork, address);
            if (mac !== null) tell({ kind: 'lease', mac, address, at });
        }
        const before = clients.summaries;
        clients = reduce(clients, event);
        for (const client of clients.summaries.values())
            if (before.get(client.mac) !== client) send({ type: 'client', client });
        if (clients.summaries !== before) stores?.update(clients);
    };
    const watch = ({ name }: Engine): EngineWatch => {
        const read = name === 'dnsmasq' ? dnsmasqReader() : name === 'nginx' ? nginxEvent : () => null;
        return { onLine: line => tell(read(line, Date.now())), onExit: fail };
    };
    const fail = (error: unknown): void => {
        const { code, params, detail } = toProblem(error);
        send({ type: 'problem', code, params, detail, fatal: true });
        void stop();
    };
    const warn = (error: unknown): void => {
        const { code, params, detail } = toProblem(error);
        send({ type: 'problem', code, params, detail, fatal: false });
    };
    const stores = options.keep
        ? keepStores(
              mac => send({ type: 'want-store', mac }),
              async (address, path) => {
                  await runChecked(storeExport(address, path, GLib.uuid_string_random()));
              },
              (computer, error) => {
                  printerr(toProblem(error).message);
                  send({ type: 'notice', code: 'files-not-kept', params: { computer } });
              },
          )
        : null;
    const readCounters = async (): Promise<void> => {
        const { status, stdout } = await run(['nft', '-j', 'list', 'table', 'inet', FIREWALL_TABLE]);
        if (status !== 0) return;
        for (const [address, total] of parseByteCounters(stdout)) tell({ kind: 'bytes', address, total });
    };

    /** Facts of a network that was asked for a DHCP server; null where the share was stopped before. */
    const askNetwork = async (): Promise<Facts | null> => {
        for (;;) {
            const chosen = await waitForCarrier(
                options.interface,
                () => stopping !== null,
                () => send({ type: 'share', status: 'waiting-for-cable' }),
            );
            if (stopping !== null) return null;
            slowSwitch = hearsSpanningTree(chosen, listening);
            const asked = { ...options, interface: chosen };
            const facts = await readFacts(medium, asked, true, session?.files, name =>
                send({ type: 'share', status: 'probing', interface: name }),
            );
            // the cable may have been pulled while it was listened to: silence then means nothing
            if (facts.network.dhcp.state !== 'not-probed') return facts;
        }
    };

    /** Puts back what a firewall that was reloaded has forgotten, and our own table where somebody emptied all. */
    const restoreFirewall = async (steps: readonly Step[]): Promise<void> => {
        try {
            const { status } = await run(['nft', 'list', 'table', 'inet', FIREWALL_TABLE]);
            const kinds = [...(status === 0 ? [] : ['firewall']), 'open-zone', 'open-filters'];
            const again = steps.filter(({ kind }) => kinds.includes(kind));
            // how to undo them is in the journal already
            await apply(
                again.map(step => ({ ...step, undo: null })),
                context,
            );
        } catch (error) {
            fail(error);
        }
    };

    const context: ApplyContext = {
        image: medium.image,
        session: session?.path ?? null,
        engines,
        watch,
        onCopied: fraction => send({ type: 'share', status: 'copying', fraction }),
        stopped: () => stopping !== null,
    };

    /** Leaves the addresses to another DHCP server, but for those that clients have: they may ask once more while they start. */
    const withdraw = async ({ server }: DhcpOffer, steps: readonly Step[]): Promise<void> => {
        try {
            for (const engine of engines.filter(({ name }) => name === 'dnsmasq')) await engine.stop();
            await apply([file(KNOWN_CLIENTS, knownClients(clients.summaries.values())), ...steps], context);
            if (stopping === null) send({ type: 'notice', code: 'dhcp-server-appeared', params: { server } });
        } catch (error) {
            fail(error);
        }
    };

    const make = async (): Promise<void> => {
        const facts = await askNetwork();
        if (facts === null) return;
        const planned = plan(facts);
        if (stopping !== null) return;
        if (planned.clients.mode === 'proxy-dhcp') sharedNetwork = planned.clients.interface;
        const [{ mode, server }] = planned.branches;
        const { memoryOnly } = planned;
        const where = {
            interface: planned.interface,
            address: planned.clients.network.address,
            mode,
            verdicts: planned.verdicts,
            ...(server === undefined ? {} : { server }),
            ...(memoryOnly === null ? {} : { memoryOnly }),
        };
        send({ type: 'share', status: 'starting', ...where });
        await apply(planned.steps, context);
        if (stopping !== null) return;
        watches.push(watchFirewall(() => restoreFirewall(planned.steps)));
        counters = GLib.timeout_add(GLib.PRIORITY_LOW, COUNTERS_MS, () => {
            void readCounters();
            // GJS 1.74 drops the end of an asynchronous call that falls between two slices of its collector, and with it
            // everything that waits for it: let it collect at once, at a time when nothing ends
            System.gc();
            return GLib.SOURCE_CONTINUE;
        });
        send({ type: 'share', status: 'ready', ...where });
        const place = {
            interface: planned.interface,
            clients: planned.clients.interface,
            address: planned.clients.network.address,
        };
        watches.push(watchLink(place, fail));
        watches.push(
            watchPresence(
                place.clients,
                place.address,
                () => whoShouldAnswer(clients),
                (address, answers) => tell({ kind: 'presence', address, answers }),
            ),
        );
        void slowSwitch.then(heard => {
            if (heard && stopping === null) send({ type: 'notice', code: 'slow-switch', params: {} });
        });
        if (mode === 'own-dhcp')
            watches.push(watchDhcp(place.clients, offer => withdraw(offer, planned.withdrawal)));
    };

    const made = make().catch(fail);
    let markEnded = (): void => undefined;
    const ended = new Promise<void>(resolve => (markEnded = resolve));
    const stop = (): Promise<void> => (stopping ??= end().then(markEnded));
    const end = async (): Promise<void> => {
        send({ type: 'share', status: 'stopping' });
        await made;
        await taking;
        if (counters !== 0) GLib.source_remove(counters);
        listening.cancel();
        await Promise.all([slowSwitch, ...watches.map(watch => watch.stop())]);
        for (const engine of [...engines].reverse()) await engine.stop();
        try {
            await undoAll();
        } catch (error) {
            warn(error);
        }
    };
    const takeStore = (mac: string, descriptor: number): Promise<void> => {
        if (stores === null) throw new Problem('wrong-order', {}, 'no files are kept');
        // nothing may be made any more that the undo has passed by
        if (stopping !== null) return Promise.resolve();
        const taken = stores.take(mac, descriptor);
        taking = Promise.allSettled([taking, taken]);
        return taken;
    };
    return { stop, takeStore, ended };
}
