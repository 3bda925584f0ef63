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
    ganeshaConfig,
    ganeshaEngine,
    mountdEngine,
    nfsdCommand,
    NFSD_CONTROLS,
    nfsdSettings,
    rpcbindEngine,
} from '../services/nfs.js';
import { nginxConfig, nginxEngine } from '../services/nginx.js';
import type { Bind } from '../lib/sandbox.js';
import { decide } from './decide.js';
import { COPY_FOLDER, MEDIUM_MOUNT, SHARE_FOLDER } from './paths.js';
import { clientFiles, EXTRA_INITRD_URL, KERNEL_URL, servedFiles } from './served.js';
import type { Facts, SharePlan, Step } from './types.js';

export const BRIDGE = 'sharelive0';

/** The ports tried for HTTP, in this order: the usual one, else one that nothing is known for. */
const HTTP_PORTS = [80, 8060, 8061, 8062, 8063];

/** Where Debian and Ubuntu keep the BIOS loaders (packages pxelinux and syslinux-common). */
const LPXELINUX = '/usr/lib/PXELINUX/lpxelinux.0';
const SYSLINUX_MODULES = '/usr/lib/syslinux/modules/bios';
const MENU_MODULES = ['ldlinux.c32', 'menu.c32', 'libutil.c32'];

/** Where the generated files lie before an engine sees them. */
const MENU_FILE = `${SHARE_FOLDER}/pxelinux.cfg`;
const EXTRA_TREE = `${SHARE_FOLDER}/initrd-extra`;
const EXTRA_INITRD = `${SHARE_FOLDER}/initrd-extra.cpio`;
const LEASES = `${SHARE_FOLDER}/leases`;
const DNSMASQ_CONFIG = `${SHARE_FOLDER}/dnsmasq.conf`;
const NGINX_CONFIG = `${SHARE_FOLDER}/nginx.conf`;
const GANESHA_CONFIG = `${SHARE_FOLDER}/ganesha.conf`;
const RPC_RUN = `${SHARE_FOLDER}/rpc`;
const NFS_TABLES = `${SHARE_FOLDER}/nfs`;

/**
 * A complete share from facts alone: pure. What it returns is carried out by `apply` and can be printed instead.
 *
 * @throws Problem `dhcp-server-present`, `no-free-subnet`, `port-busy`
 */
export function plan(facts: Facts): SharePlan {
    const { medium, network } = facts;
    if (network.dhcp.state === 'answered')
        throw new Problem('dhcp-server-present', {
            server: network.dhcp.server,
            interface: network.interface.name,
        });
    const subnet = freeSubnet(network.usedNetworks);
    const httpPort = HTTP_PORTS.find(port => !network.busyTcpPorts.includes(port));
    if (httpPort === undefined) throw new Problem('port-busy', { port: HTTP_PORTS.join(', ') });
    const transports = medium.transports.filter(transport => transport !== 'nfs' || nfsPossible(facts));
    if (transports.length === 0) throw new Problem('nfs-busy');
    const endpoint: Endpoint = {
        address: subnet.address,
        httpPort,
        exportPath: MEDIUM_MOUNT,
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
    // beside a server of this machine's own there is no room for a second one: the port is the protocol's
    return engines.kernelNfs === 'idle' || (engines.kernelNfs === 'absent' && engines.ganesha);
}

function mediumSteps({ medium, source }: Facts): readonly Step[] {
    const folders: readonly Step[] = [directory(SHARE_FOLDER), directory(MEDIUM_MOUNT)];
    switch (source.kind) {
        case 'image':
            return [...folders, mount({ image: true }, 'iso9660')];
        case 'mounted':
            return [...folders, mount(source.path, 'bind')];
        case 'image-copy': {
            const path = `${COPY_FOLDER}/medium.squashfs`;
            return [
                ...folders,
                {
                    kind: 'copy-image',
                    path,
                    files: clientFiles(medium),
                    bytes: source.bytes,
                    undo: { kind: 'remove-copy', path: COPY_FOLDER },
                },
                mount(path, 'squashfs'),
            ];
        }
    }
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
        guardNfs: engines.kernelNfs !== 'in-use',
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

function clientFileSteps(
    { medium }: Facts,
    endpoint: Endpoint,
    transports: readonly Transport[],
): readonly Step[] {
    const base = `http://${endpoint.address}:${endpoint.httpPort}`;
    const entries = transports.map((transport): MenuEntry => ({
        title: transport === 'nfs' ? medium.name : `${medium.name} (copied into memory)`,
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
        ...(transports.includes('nfs')
            ? nfsSteps(facts, network.busyTcpPorts.includes(NFS_PORTS.rpcbind), subnet)
            : []),
        // last: from here on clients are let in
        directory(LEASES),
        file(DNSMASQ_CONFIG, dnsmasqConfig(dns)),
        engine(dnsmasqEngine(DNSMASQ_CONFIG, LEASES, [{ from: LPXELINUX, to: `/srv/tftp/${BIOS_LOADER}` }])),
    ];
}

function nfsSteps({ engines, profiles }: Facts, rpcbindRuns: boolean, subnet: Subnet): readonly Step[] {
    const { address } = subnet;
    const rpcbind: readonly Step[] = rpcbindRuns ? [] : [engine(rpcbindEngine(RPC_RUN, address))];
    if (engines.kernelNfs !== 'idle')
        return [
            directory(RPC_RUN),
            ...rpcbind,
            file(GANESHA_CONFIG, ganeshaConfig(subnet, MEDIUM_MOUNT)),
            engine(ganeshaEngine(GANESHA_CONFIG, RPC_RUN, MEDIUM_MOUNT, address)),
        ];
    return [
        directory(RPC_RUN),
        ...rpcbind,
        ...['etab', 'rmtab'].map(name => file(`${NFS_TABLES}/${name}`, '')),
        remember({ kind: 'kernel-nfs', settings: engines.nfsdSettings }),
        { kind: 'mount', source: 'nfsd', target: NFSD_CONTROLS, fileSystem: 'nfsd', undo: null },
        engine(mountdEngine(RPC_RUN, NFS_TABLES, MEDIUM_MOUNT, address)),
        {
            kind: 'kernel-nfs',
            settings: nfsdSettings(),
            commands: [
                nfsdCommand(address),
                // any UUID will do that no other export has
                exportCommand(RPC_RUN, NFS_TABLES, MEDIUM_MOUNT, subnet, profiles[0]),
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

function mount(
    source: Extract<Step, { kind: 'mount' }>['source'],
    fileSystem: 'iso9660' | 'squashfs' | 'bind',
): Step {
    return { kind: 'mount', source, target: MEDIUM_MOUNT, fileSystem, undo: null };
}

function engine(what: Extract<Step, { kind: 'engine' }>['engine']): Step {
    return { kind: 'engine', engine: what, undo: null };
}

function remember(undo: NonNullable<Step['undo']>): Step {
    return { kind: 'remember', undo };
}
