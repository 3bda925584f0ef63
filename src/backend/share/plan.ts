// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { extraInitrd } from '../clients/extra-initrd.js';
import { family } from '../medium/recognise.js';
import type { Endpoint, Transport } from '../medium/types.js';
import type { MenuEntry } from '../menu/menu-entry.js';
import { renderPxelinux } from '../menu/pxelinux.js';
import { Problem } from '../protocol/problem.js';
import { BIOS_LOADER, dnsmasqEngine, MENU_PATH, withoutDhcp } from '../services/dnsmasq.js';
import { nginxConfig, nginxEngine } from '../services/nginx.js';
import type { Bind } from '../lib/sandbox.js';
import { clientSide, dhcpConfig, networkSteps, type ClientSide } from './client-side.js';
import { decide } from './decide.js';
import { exportPath, nfsPorts, nfsPossible, nfsSteps } from './nfs-plan.js';
import { COPY_FOLDER, MEDIUM_MOUNT, SHARE_FOLDER } from './paths.js';
import { clientFiles, EXTRA_INITRD_URL, KERNEL_URL, servedFiles } from './served.js';
import { directory, engine, file } from './steps.js';
import type { Facts, Mount, SharePlan, Step } from './types.js';

/** The ports tried for HTTP, in this order: the usual one, else one that nothing is known for. */
const HTTP_PORTS = [80, 8060, 8061, 8062, 8063];

/** Where Debian and Ubuntu keep the BIOS loaders (packages pxelinux and syslinux-common). */
const LPXELINUX = '/usr/lib/PXELINUX/lpxelinux.0';
const SYSLINUX_MODULES = '/usr/lib/syslinux/modules/bios';
const MENU_MODULES = ['ldlinux.c32', 'menu.c32', 'libutil.c32'];

/** What the menu below the medium's name offers; a loader's font has no other languages. */
const TITLES: Readonly<Record<Transport, string>> = {
    nfs: 'Start over the network',
    ram: 'Copy into memory, then start',
};

/** Where the generated files lie before an engine sees them. */
const MENU_FILE = `${SHARE_FOLDER}/pxelinux.cfg`;
const EXTRA_TREE = `${SHARE_FOLDER}/initrd-extra`;
const EXTRA_INITRD = `${SHARE_FOLDER}/initrd-extra.cpio`;
const LEASES = `${SHARE_FOLDER}/leases`;
const DNSMASQ_CONFIG = `${SHARE_FOLDER}/dnsmasq.conf`;
const COPY = `${COPY_FOLDER}/medium.squashfs`;
const NGINX_CONFIG = `${SHARE_FOLDER}/nginx.conf`;

/** The BIOS loader's menu, and what shows it. */
const MENU: readonly Bind[] = [
    { from: MENU_FILE, to: MENU_PATH },
    ...MENU_MODULES.map(name => ({ from: `${SYSLINUX_MODULES}/${name}`, to: name })),
];

/**
 * A complete share from facts alone: pure. What it returns is carried out by `apply` and can be printed instead.
 *
 * @throws Problem `interface-no-address`, `interface-not-managed`, `no-free-subnet`, `port-busy`, `nfs-busy`
 */
export function plan(facts: Facts): SharePlan {
    const { medium, network } = facts;
    const side = clientSide(network);
    const httpPort = HTTP_PORTS.find(port => !network.busyTcpPorts.includes(port));
    if (httpPort === undefined) throw new Problem('port-busy', { port: HTTP_PORTS.join(', ') });
    const transports = medium.transports.filter(transport => transport !== 'nfs' || nfsPossible(facts));
    if (transports.length === 0) throw new Problem('nfs-busy');
    const endpoint: Endpoint = {
        address: side.network.address,
        httpPort,
        exportPath: exportPath(facts),
        rootPaths: servedFiles(medium)
            .filter(file => medium.roots.includes(file.path))
            .map(file => `/${file.url}`),
    };
    return {
        medium,
        interface: network.interface.name,
        clients: side,
        httpPort,
        branches: decide(network.dhcp),
        steps: [
            ...mediumSteps(facts),
            ...networkSteps(facts, side, httpPort, nfsPorts(facts.engines)),
            ...clientFileSteps(facts, endpoint, transports),
            ...engineSteps(facts, endpoint, side, transports),
        ],
        withdrawal:
            side.mode === 'own-dhcp'
                ? dnsmasqSteps(side, withoutDhcp(dhcpConfig(facts, side, httpPort)))
                : [],
    };
}

function mountOf({ source }: Facts, target: string): Mount {
    switch (source.kind) {
        case 'image':
            return { source: { image: true }, target, fileSystem: 'iso9660' };
        case 'image-copy':
            return { source: COPY, target, fileSystem: 'squashfs' };
        case 'mounted':
            return { source: source.path, target, fileSystem: 'bind' };
    }
}

function mediumSteps(facts: Facts): readonly Step[] {
    const { medium, source } = facts;
    const copy: readonly Step[] =
        source.kind === 'image-copy'
            ? [
                  {
                      kind: 'copy-image',
                      path: COPY,
                      files: clientFiles(medium),
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
    ];
}

function clientFileSteps(
    { medium, locale }: Facts,
    endpoint: Endpoint,
    transports: readonly Transport[],
): readonly Step[] {
    const base = `http://${endpoint.address}:${endpoint.httpPort}`;
    const entries = transports.map((transport): MenuEntry => ({
        title: TITLES[transport],
        kernel: `${base}/${KERNEL_URL}`,
        initrds: [
            ...medium.initrds.map((_, index) => `${base}/initrd-${index}`),
            `${base}/${EXTRA_INITRD_URL}`,
        ],
        parameters: localised(
            family(medium.family).bootParameters(medium, transport, endpoint),
            family(medium.family).localeParameters(locale),
        ),
    }));
    return [
        file(MENU_FILE, renderPxelinux(medium.name, entries)),
        ...extraInitrd(endpoint).map(({ path, text }) => file(`${EXTRA_TREE}/${path}`, text)),
        { kind: 'archive', path: EXTRA_INITRD, root: EXTRA_TREE, undo: null },
    ];
}

/** @returns the parameters with those of the locale, which take the place of others of the same names */
function localised(parameters: readonly string[], locale: readonly string[]): readonly string[] {
    const names = locale.map(nameOf);
    return [...parameters.filter(token => !names.includes(nameOf(token))), ...locale];
}

function nameOf(parameter: string): string {
    return parameter.replace(/=.*$/s, '');
}

function engineSteps(
    facts: Facts,
    endpoint: Endpoint,
    side: ClientSide,
    transports: readonly Transport[],
): readonly Step[] {
    const { address, httpPort } = endpoint;
    const http: readonly Bind[] = [
        ...servedFiles(facts.medium).map(({ url, path }) => ({ from: `${MEDIUM_MOUNT}/${path}`, to: url })),
        { from: EXTRA_INITRD, to: EXTRA_INITRD_URL },
        ...MENU,
    ];
    return [
        file(NGINX_CONFIG, nginxConfig(side.network, httpPort)),
        engine(nginxEngine(NGINX_CONFIG, below('/srv/http', http), address, httpPort)),
        ...(transports.includes('nfs') ? nfsSteps(facts, side.network) : []),
        // last: from here on clients are let in
        directory(LEASES),
        ...dnsmasqSteps(side, dhcpConfig(facts, side, httpPort)),
    ];
}

function dnsmasqSteps({ mode }: ClientSide, config: string): readonly Step[] {
    const loader = { from: LPXELINUX, to: BIOS_LOADER };
    // only an own DHCP server can tell the loader to fetch its menu by HTTP
    const tftp = mode === 'own-dhcp' ? [loader] : [loader, ...MENU];
    return [
        file(DNSMASQ_CONFIG, config),
        engine(dnsmasqEngine(DNSMASQ_CONFIG, LEASES, below('/srv/tftp', tftp))),
    ];
}

function below(root: string, binds: readonly Bind[]): readonly Bind[] {
    return binds.map(({ from, to }) => ({ from, to: `${root}/${to}` }));
}
