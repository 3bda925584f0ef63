// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { extraInitrd } from '../clients/extra-initrd.js';
import { family } from '../medium/recognise.js';
import type { Endpoint, Transport } from '../medium/types.js';
import type { MenuEntry } from '../menu/menu-entry.js';
import { renderPxelinux } from '../menu/pxelinux.js';
import { FIREWALL_TABLE, firewallRules } from '../network/firewall.js';
import { NFS_PORTS } from '../network/nfs-ports.js';
import { freeSubnet } from '../network/subnet.js';
import type { Subnet } from '../network/types.js';
import { Problem } from '../protocol/problem.js';
import { BIOS_LOADER, dnsmasqConfig, dnsmasqEngine, MENU_PATH } from '../services/dnsmasq.js';
import {
    exportCommand,
    exportOptions,
    ganeshaConfig,
    ganeshaEngine,
    mountdEngine,
    nfsdCommand,
    NFS_TABLE_FILES,
    NFSD_CONTROLS,
    nfsdSettings,
    rpcbindEngine,
} from '../services/nfs.js';
import { nginxConfig, nginxEngine } from '../services/nginx.js';
import type { Bind } from '../lib/sandbox.js';
import { decide } from './decide.js';
import { COPY_FOLDER, HOST_EXPORT, MEDIUM_MOUNT, SHARE_FOLDER } from './paths.js';
import { clientFiles, EXTRA_INITRD_URL, KERNEL_URL, servedFiles } from './served.js';
import type { EngineFacts, Facts, Mount, NfsdSettings, SharePlan, Step } from './types.js';

export const BRIDGE = 'sharelive0';

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
const GANESHA_CONFIG = `${SHARE_FOLDER}/ganesha.conf`;
const RPC_RUN = `${SHARE_FOLDER}/rpc`;
const NFS_TABLES = `${SHARE_FOLDER}/nfs`;

/**
 * A complete share from facts alone: pure. What it returns is carried out by `apply` and can be printed instead.
 *
 * @throws Problem `interface-no-address`, `no-free-subnet`, `port-busy`
 */
export function plan(facts: Facts): SharePlan {
    const { medium, network } = facts;
    if (network.dhcp.state === 'answered')
        throw new Problem('interface-no-address', { interface: network.interface.name });
    const subnet = freeSubnet(network.usedNetworks);
    const httpPort = HTTP_PORTS.find(port => !network.busyTcpPorts.includes(port));
    if (httpPort === undefined) throw new Problem('port-busy', { port: HTTP_PORTS.join(', ') });
    const transports = medium.transports.filter(transport => transport !== 'nfs' || nfsPossible(facts));
    if (transports.length === 0) throw new Problem('nfs-busy');
    const endpoint: Endpoint = {
        address: subnet.address,
        httpPort,
        exportPath: exportPath(facts),
        rootPaths: servedFiles(medium)
            .filter(file => medium.roots.includes(file.path))
            .map(file => `/${file.url}`),
    };
    return {
        medium,
        interface: network.interface.name,
        bridge: BRIDGE,
        subnet,
        httpPort,
        branches: decide(network.dhcp),
        steps: [
            ...mediumSteps(facts),
            ...networkSteps(facts, subnet, httpPort),
            ...clientFileSteps(facts, endpoint, transports),
            ...engineSteps(facts, endpoint, subnet, transports),
        ],
    };
}

/** NFS exports a whole file system: only one that holds nothing but the medium. */
function nfsPossible({ source, engines }: Facts): boolean {
    if (source.kind === 'mounted' && !source.wholly) return false;
    switch (engines.kernelNfs.state) {
        case 'absent':
            return engines.ganesha;
        case 'idle':
            return true;
        case 'in-use':
            return engines.kernelNfs.mountdPort !== null;
    }
}

/** A server that runs already has a mount namespace of its own, in which the medium has to be. */
function exportPath({ engines }: Facts): string {
    return engines.kernelNfs.state === 'in-use' ? HOST_EXPORT : MEDIUM_MOUNT;
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

function networkSteps(
    { network, profiles, engines }: Facts,
    subnet: Subnet,
    httpPort: number,
): readonly Step[] {
    const port = network.interface.name;
    const { activeConnection } = network.interface;
    const uplink = network.uplink?.interface === port ? null : network.uplink;
    const rules = firewallRules({
        bridge: BRIDGE,
        subnet,
        httpPort,
        uplink: uplink?.interface ?? null,
        ...nfsPorts(engines),
    });
    return [
        {
            kind: 'firewall',
            table: FIREWALL_TABLE,
            rules,
            undo: { kind: 'nft-table', name: FIREWALL_TABLE },
        },
        // the way back to the network as it was comes first in the journal, so that it is played last
        ...(activeConnection === null
            ? []
            : [remember({ kind: 'reconnect', interface: port, connection: activeConnection })]),
        {
            kind: 'bridge',
            name: BRIDGE,
            port,
            subnet,
            profiles,
            undo: { kind: 'bridge', name: BRIDGE, profiles },
        },
        ...(uplink === null
            ? []
            : ([
                  // the bridge goes with its setting
                  { kind: 'forwarding', interface: BRIDGE, undo: null },
                  {
                      kind: 'forwarding',
                      interface: uplink.interface,
                      undo: { kind: 'forwarding', interface: uplink.interface, value: uplink.forwarding },
                  },
              ] as const)),
    ];
}

/** The ports of a server that runs already are not ours to close. */
function nfsPorts({ kernelNfs }: EngineFacts): { readonly guardNfs: boolean; readonly mountdPort: number } {
    const running = kernelNfs.state === 'in-use';
    return { guardNfs: !running, mountdPort: (running ? kernelNfs.mountdPort : null) ?? NFS_PORTS.mountd };
}

function clientFileSteps(
    { medium }: Facts,
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
        parameters: family(medium.family).bootParameters(medium, transport, endpoint),
    }));
    return [
        file(MENU_FILE, renderPxelinux(medium.name, entries)),
        ...extraInitrd(endpoint).map(({ path, text }) => file(`${EXTRA_TREE}/${path}`, text)),
        { kind: 'archive', path: EXTRA_INITRD, root: EXTRA_TREE, undo: null },
    ];
}

function engineSteps(
    facts: Facts,
    endpoint: Endpoint,
    subnet: Subnet,
    transports: readonly Transport[],
): readonly Step[] {
    const { medium, network } = facts;
    const { httpPort } = endpoint;
    const http: readonly Bind[] = [
        ...servedFiles(medium).map(({ url, path }) => ({
            from: `${MEDIUM_MOUNT}/${path}`,
            to: `/srv/http/${url}`,
        })),
        { from: EXTRA_INITRD, to: `/srv/http/${EXTRA_INITRD_URL}` },
        { from: MENU_FILE, to: `/srv/http/${MENU_PATH}` },
        ...MENU_MODULES.map(name => ({ from: `${SYSLINUX_MODULES}/${name}`, to: `/srv/http/${name}` })),
    ];
    const dns = {
        bridge: BRIDGE,
        subnet,
        httpPort,
        routed: network.uplink !== null,
        resolvers: network.resolvers,
    };
    return [
        file(NGINX_CONFIG, nginxConfig(subnet, httpPort)),
        engine(nginxEngine(NGINX_CONFIG, http, subnet.address, httpPort)),
        ...(transports.includes('nfs') ? nfsSteps(facts, subnet) : []),
        // last: from here on clients are let in
        directory(LEASES),
        file(DNSMASQ_CONFIG, dnsmasqConfig(dns)),
        engine(dnsmasqEngine(DNSMASQ_CONFIG, LEASES, [{ from: LPXELINUX, to: `/srv/tftp/${BIOS_LOADER}` }])),
    ];
}

function nfsSteps(facts: Facts, subnet: Subnet): readonly Step[] {
    const { engines, network, profiles } = facts;
    const clients = `${subnet.network}/${subnet.prefix}`;
    // any UUID will do that no other export has
    const options = exportOptions(profiles[0]);
    if (engines.kernelNfs.state === 'in-use')
        return [
            {
                kind: 'host-export',
                path: HOST_EXPORT,
                clients,
                options,
                undo: { kind: 'host-export', path: HOST_EXPORT, clients },
            },
        ];
    const rpcbindRuns = network.busyTcpPorts.includes(NFS_PORTS.rpcbind);
    return [
        directory(RPC_RUN),
        ...(rpcbindRuns ? [] : [engine(rpcbindEngine(RPC_RUN, subnet.address))]),
        ...(engines.kernelNfs.state === 'idle'
            ? kernelNfsSteps(engines.kernelNfs.settings, subnet, options)
            : ganeshaSteps(subnet)),
    ];
}

function ganeshaSteps(subnet: Subnet): readonly Step[] {
    return [
        file(GANESHA_CONFIG, ganeshaConfig(subnet, MEDIUM_MOUNT)),
        engine(ganeshaEngine(GANESHA_CONFIG, RPC_RUN, MEDIUM_MOUNT, subnet.address)),
    ];
}

function kernelNfsSteps(settings: NfsdSettings, subnet: Subnet, options: string): readonly Step[] {
    return [
        ...NFS_TABLE_FILES.map(name => file(`${NFS_TABLES}/${name}`, '')),
        remember({ kind: 'kernel-nfs', settings }),
        { kind: 'mount', source: 'nfsd', target: NFSD_CONTROLS, fileSystem: 'nfsd', undo: null },
        engine(mountdEngine(RPC_RUN, NFS_TABLES, MEDIUM_MOUNT, subnet.address)),
        {
            kind: 'kernel-nfs',
            settings: nfsdSettings(),
            commands: [
                nfsdCommand(subnet.address),
                exportCommand(RPC_RUN, NFS_TABLES, MEDIUM_MOUNT, subnet, options),
            ],
            undo: null,
        },
    ];
}

function directory(path: string): Step {
    return { kind: 'directory', path, undo: null };
}

function file(path: string, text: string): Step {
    return { kind: 'file', path, text, undo: null };
}

function engine(what: Extract<Step, { kind: 'engine' }>['engine']): Step {
    return { kind: 'engine', engine: what, undo: null };
}

function remember(undo: NonNullable<Step['undo']>): Step {
    return { kind: 'remember', undo };
}
