// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gio from 'gi://Gio?version=2.0';

import { Problem } from '../protocol/problem.js';

export interface AppStream {
    readonly input: Gio.InputStream;
    /**
     * Waits for one byte that comes with a descriptor (unix(7), SCM_RIGHTS).
     *
     * @throws Problem `bad-request` where something else comes
     */
    readonly receiveDescriptor: () => number;
}

/**
 * Standard input, which whoever starts the helper makes a socket.
 *
 * @throws GLib.Error where it is none
 */
export function appStream(): AppStream {
    const connection = Gio.Socket.new_from_fd(0).connection_factory_create_connection();
    return {
        input: connection.get_input_stream(),
        receiveDescriptor: () => {
            if (!(connection instanceof Gio.UnixConnection))
                throw new Problem('bad-request', {}, 'standard input is no UNIX socket');
            try {
                return connection.receive_fd(null);
            } catch (error) {
                throw new Problem('bad-request', {}, String(error));
            }
        },
    };
}
