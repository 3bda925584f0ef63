// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import GLib from 'gi://GLib?version=2.0';

import type { Clients } from '../clients/reduce.js';
import { storeName } from '../clients/keep-files.js';
import { makeFolder, namesIn } from '../lib/files.js';
import { run, runChecked } from '../lib/process.js';
import { Problem } from '../protocol/problem.js';
import { takeLoop } from './loop.js';
import { STORES } from './paths.js';
import { checkStoreDescriptor } from './store-descriptor.js';

/** The stores of a share: file systems, each in a file of the person's, of which a client can write one. */
export interface Stores {
    /** To be called whenever something of the clients has changed: asks the app for stores that are missing, lets the clients have theirs. */
    readonly update: (clients: Clients) => void;
    /** @throws Problem `bad-request` where nobody asked for it */
    readonly take: (mac: string, descriptor: number) => Promise<void>;
}

/**
 * @param want asks the app for the file of a client's
 * @param exportTo lets one address have a mounted store
 * @param onProblem called where a client cannot have its store: nothing else ends by that
 */
export function keepStores(
    want: (mac: string) => void,
    exportTo: (address: string, path: string) => Promise<void>,
    onProblem: (mac: string, problem: unknown) => void,
): Stores {
    const wanted = new Set<string>();
    const mounted = new Set<string>();
    /** Addresses that have their store. */
    const exported = new Set<string>();
    let known: Clients | null = null;

    const exportAll = (): void => {
        for (const [address, mac] of known?.owners ?? []) {
            if (!mounted.has(mac) || exported.has(address)) continue;
            exported.add(address);
            exportTo(address, storePath(mac)).catch((error: unknown) => onProblem(mac, error));
        }
    };

    return {
        update: clients => {
            known = clients;
            for (const mac of new Set(clients.owners.values())) {
                if (wanted.has(mac)) continue;
                wanted.add(mac);
                want(mac);
            }
            exportAll();
        },
        take: async (mac, descriptor) => {
            if (!wanted.has(mac) || mounted.has(mac)) throw new Problem('bad-request', {}, `store of ${mac}`);
            try {
                await mountStore(checkStoreDescriptor(descriptor), storePath(mac));
                mounted.add(mac);
                exportAll();
            } catch (error) {
                onProblem(mac, error);
            }
        },
    };
}

function storePath(mac: string): string {
    return `${STORES}/${storeName(mac)}`;
}

/**
 * Mounts the file system in a file of a person's, which only that person has written to so far.
 *
 * @param file `/proc/PID/fd/N`
 * @throws Problem `store-unusable`
 */
async function mountStore(file: string, path: string): Promise<void> {
    const device = await takeLoop(file);
    try {
        makeFolder(path);
        const mount = await run(['mount', '-t', 'ext4', '-o', 'nosuid,nodev,noexec', '--', device, path]);
        if (mount.status !== 0) throw new Problem('store-unusable', {}, mount.stderr);
    } finally {
        // from here on it goes with its last user
        await run(['losetup', '--detach', device]);
    }
}

/** Where stores are mounted, the programs of the NFS server see those too that come later. */
export async function makeStoresFolder(): Promise<void> {
    makeFolder(STORES);
    await runChecked(['mount', '--bind', '--', STORES, STORES]);
    await runChecked(['mount', '--make-shared', '--', STORES]);
}

/** Unmounts all stores, in the helper's own mount namespace, and removes their folders. */
export async function removeStores(): Promise<void> {
    if (!GLib.file_test(STORES, GLib.FileTest.IS_DIR)) return;
    await run(['umount', '--quiet', '--recursive', '--', STORES]);
    for (const name of namesIn(STORES)) GLib.rmdir(`${STORES}/${name}`);
    GLib.rmdir(STORES);
}
