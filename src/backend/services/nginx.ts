// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { Engine } from '../share/types.js';
import type { ClientNetwork } from '../network/types.js';
import { OTHER_REPORTS } from '../clients/failure-report.js';
import { STAGES } from '../protocol/messages.js';
import { sandboxed, type Bind } from '../lib/sandbox.js';

/**
 * nginx's configuration (nginx.org/en/docs): sends the files below /srv, which are the allow-list, to the clients'
 * network, and writes one JSON object per finished request to its standard output.
 */
export function nginxConfig(where: ClientNetwork, port: number): string {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    return `daemon off;
user nobody nogroup;
worker_processes 1;
pid /tmp/nginx.pid;
error_log stderr warn;
events { worker_connections 1024; }
http {
    log_format share escape=json '{"address":"$remote_addr","method":"$request_method","path":"$uri","query":"$args","status":$status,"completion":"$request_completion"}';
    access_log /dev/stdout share;
${temporary.map(name => `    ${name}_temp_path /tmp/${name};`).join('\n')}
    sendfile on;
    # a slow medium holds up the client that waits for it, not the others
    aio threads;
    tcp_nopush on;
    server_tokens off;
    # shim asks for //grubx64.efi
    merge_slashes on;
    # by which firmware tells a loader from the image of a disk (UEFI specification, HTTP Boot)
    types { application/efi efi; }
    default_type application/octet-stream;
    client_max_body_size 1k;
    server {
        listen ${where.address}:${port};
        allow ${where.network}/${where.prefix};
        deny all;
        root /srv/http;
        location / { limit_except GET { deny all; } try_files $uri =404; }
        # how a client says how far it has come: the request itself, in the log
        location ~ ^/report/(${[...STAGES, ...OTHER_REPORTS].join('|')})$ { return 200; }
    }
}
`;
}

/** @param files what it may send, bound below /srv/http */
export function nginxEngine(config: string, files: readonly Bind[], address: string, port: number): Engine {
    return {
        name: 'nginx',
        argv: sandboxed(
            {
                binds: [{ from: config, to: '/etc/nginx.conf' }, ...files],
                capabilities: ['net_bind_service', 'setuid', 'setgid', 'chown'],
            },
            ['nginx', '-e', 'stderr', '-c', '/etc/nginx.conf'],
        ),
        ready: { kind: 'tcp', address, port },
    };
}
