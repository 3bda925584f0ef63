// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { family } from '../medium/recognise.js';
import type { Endpoint, Transport } from '../medium/types.js';
import { Problem } from '../protocol/problem.js';
import { dnsmasqEngine, forKnownClients } from '../services/dnsmasq.js';
import { nginxConfig, nginxEngine } from '../services/nginx.js';
import type { Bind } from '../lib/sandbox.js';
import { bootFileSteps, httpFiles, tftpFiles } from './boot-plan.js';
import { clientVerdicts } from './client-verdicts.js';
import { clientSide, dhcpConfig, networkSteps, type ClientSide } from './client-side.js';
import { decide } from './decide.js';
import {
    checkKeeping,
    exportPath,
    memoryOnly,
    nfsPorts,
    nfsMissing,
    nfsSteps,
    servedTransports,
} from './nfs-plan.js';
import { COPY_FOLDER, IMAGE_FILE, KNOWN_CLIENTS, MEDIUM_MOUNT, SHARE_FOLDER } from './paths.js';
import { clientFiles, IMAGE_URL, servedFiles } from './served.js';
import { directory, engine, file } from './steps.js';
import { mediumTransports, sentImage } from './transports.js';
import type { Facts, Mount, SharePlan, Step } from './types.js';

/** The ports tried for HTTP, in this order: the usual one, else one that nothing is known for. */
const HTTP_PORTS = [80, 8060, 8061, 8062, 8063];

/** Where the generated files lie before an engine sees them. */
const LEASES = `${SHARE_FOLDER}/leases`;
const DNSMASQ_CONFIG = `${SHARE_FOLDER}/dnsmasq.conf`;
const COPY = `${COPY_FOLDER}/medium.squashfs`;
const NGINX_CONFIG = `${SHARE_FOLDER}/nginx.conf`;

/**
 * A complete share from facts alone: pure. What it returns is carried out by `apply` and can be printed instead.
 *
 * @throws Problem `engine-missing`, `other-share-live`, `interface-no-address`, `interface-not-managed`, `no-free-subnet`, `port-busy`,
 * `nfs-busy`, `keep-needs-nfs`, `image-needed`, `image-unreadable`, `no-loader`
 */
export function plan(facts: Facts): SharePlan {
    const { medium, menu, source, network, engines } = facts;
    if (!engines.nginx) throw new Problem('engine-missing', { engine: 'nginx' });
    const side = clientSide(network);
    const httpPort = HTTP_PORTS.find(port => !network.busyTcpPorts.includes(port));
    if (httpPort === undefined) throw new Problem('port-busy', { port: HTTP_PORTS.join(', ') });
    const possible = servedTransports(mediumTransports(medium, source), engines);
    const transports = facts.inMemory ? ramFirst(possible) : possible;
    if (transports.length === 0) throw noTransport(facts);
    checkKeeping(facts, transports);
    const verdicts = clientVerdicts(facts.loaders, side.mode);
    if (verdicts.every(({ starts }) => starts === 'no')) throw new Problem('no-loader');
    const endpoint: Endpoint = {
        address: side.network.address,
        httpPort,
        exportPath: exportPath(facts),
        rootPaths: servedFiles(medium, menu)
            .filter(file => medium.roots.includes(file.path))
            .map(file => `/${file.url}`),
        image: sentImage(medium, source),
    };
    return {
        medium,
        proof: family(medium.family).proof,
        interface: network.interface.name,
        clients: side,
        httpPort,
        branches: decide(network.dhcp),
        verdicts,
        memoryOnly: memoryOnly(facts),
        steps: [
            ...mediumSteps(facts),
            ...networkSteps(facts, side, httpPort, nfsPorts(facts.engines, transports)),
            ...bootFileSteps(facts, endpoint, side, transports),
            ...engineSteps(facts, endpoint, side, transports),
        ],
        withdrawal:
            side.mode === 'own-dhcp'
                ? dnsmasqSteps(facts, side, forKnownClients(dhcpConfig(facts, side, httpPort)), KNOWN_CLIENTS)
                : [],
    };
}

function ramFirst(transports: readonly Transport[]): readonly Transport[] {
    return [...transports].sort((one, other) => Number(other === 'ram') - Number(one === 'ram'));
}

/** Why there is no way at all to this medium. */
function noTransport(facts: Facts): Problem {
    if (!facts.medium.transports.includes('nfs'))
        return new Problem(facts.source.kind === 'mounted' ? 'image-needed' : 'image-unreadable');
    return nfsMissing(facts)
        ? new Problem('engine-missing', { engine: 'rpc.nfsd' })
        : new Problem('nfs-busy');
}

function mountOf({ source }: Facts, target: string): Mount {
    switch (source.kind) {
        case 'image':
            return { source: { image: true }, target, fileSystem: 'iso9660' };
        case 'image-copy':
            return { source: COPY, target, fileSystem: 'squashfs' };
        case 'mounted':
            return source.rootTree === null
                ? { source: source.path, target, fileSystem: 'bind' }
                : { source: `${source.path}:${source.rootTree}`, target, fileSystem: 'overlay' };
    }
}

function mediumSteps(facts: Facts): readonly Step[] {
    const { medium, menu, source, loaders } = facts;
    const copy: readonly Step[] =
        source.kind === 'image-copy'
            ? [
                  {
                      kind: 'copy-image',
                      path: COPY,
                      files: clientFiles(medium, menu, loaders),
                      bytes: source.bytes,
                      undo: { kind: 'remove-copy', path: COPY_FOLDER },
                  },
              ]
            : [];
    return [
        directory(SHARE_FOLDER),
        directory(MEDIUM_MOUNT),
        ...copy,
        { kind: 'mount', ...mountOf(facts, MEDIUM_MOUNT), undo: null },
        ...(sentImage(medium, source) === null
            ? []
            : [
                  {
                      kind: 'mount',
                      source: { image: true },
                      target: IMAGE_FILE,
                      fileSystem: 'bind-file',
                      undo: null,
                  } as const,
              ]),
    ];
}

function engineSteps(
    facts: Facts,
    endpoint: Endpoint,
    side: ClientSide,
    transports: readonly Transport[],
): readonly Step[] {
    const { address, httpPort } = endpoint;
    return [
        file(NGINX_CONFIG, nginxConfig(side.network, httpPort)),
        engine(
            nginxEngine(
                NGINX_CONFIG,
                below('/srv/http', [
                    ...httpFiles(facts, side, httpPort),
                    ...(endpoint.image === null ? [] : [{ from: IMAGE_FILE, to: IMAGE_URL }]),
                ]),
                address,
                httpPort,
            ),
        ),
        ...(transports.includes('nfs') ? nfsSteps(facts, side.network) : []),
        // last: from here on clients are let in
        directory(LEASES),
        ...dnsmasqSteps(facts, side, dhcpConfig(facts, side, httpPort)),
    ];
}

function dnsmasqSteps(
    facts: Facts,
    side: ClientSide,
    config: string,
    known: string | null = null,
): readonly Step[] {
    return [
        file(DNSMASQ_CONFIG, config),
        engine(dnsmasqEngine(DNSMASQ_CONFIG, LEASES, below('/srv/tftp', tftpFiles(facts, side)), known)),
    ];
}

function below(root: string, binds: readonly Bind[]): readonly Bind[] {
    return binds.map(({ from, to }) => ({ from, to: `${root}/${to}` }));
}
