// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { ClientNetwork } from '../src/backend/network/types.js';
import { nginxConfig } from '../src/backend/services/nginx.js';
import type { Machine } from '../test/lab/machine.js';
import { startServer } from './server.js';

/** nginx with the share's own configuration, without its sandbox: sends what is below the machine's /srv/http. */
export async function startBareNginx(machine: Machine, where: ClientNetwork, port: number): Promise<void> {
    // At `notice` it says when it serves; the pipe to this process is no file that nginx could open again.
    const config = nginxConfig(where, port)
        .replace('stderr warn', 'stderr notice')
        .replace('/dev/stdout', '/run/access.log');
    await machine.check(['tee', '/run/nginx.conf'], { input: config });
    await startServer(machine, ['nginx', '-e', 'stderr', '-c', '/run/nginx.conf'], /start worker process /);
}
