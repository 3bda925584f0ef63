// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Reply } from '../backend/protocol/messages.js';
import type { Helper } from './helper-client.js';
import { openStore, type OpenedStore } from './open-store.js';

/** Gives the helper a file for each client whose files are to be kept. */
export interface GivenStores {
    /** @param onReply called with a notice where there is no such file */
    readonly answer: (reply: Reply, helper: Helper, onReply: (reply: Reply) => void) => void;
    /** Closes all, once the helper has ended. */
    readonly close: () => void;
}

/** @param folder where they lie */
export function giveStores(folder: string): GivenStores {
    const opened = new Map<string, OpenedStore>();

    const open = async (mac: string, helper: Helper): Promise<void> => {
        opened.set(mac, await openStore(folder, mac));
        helper.send({ type: 'store', mac });
    };
    return {
        answer: (reply, helper, onReply) => {
            if (reply.type === 'want-store')
                open(reply.mac, helper).catch((error: unknown) => {
                    printerr(String(error));
                    onReply({ type: 'notice', code: 'files-not-kept', params: { computer: reply.mac } });
                });
            const store = reply.type === 'send-store' ? opened.get(reply.mac) : undefined;
            if (store !== undefined) helper.sendDescriptor(store.descriptor);
        },
        close: () => {
            for (const store of opened.values()) store.close();
            opened.clear();
        },
    };
}
