// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import type { EfiArch, Engine } from '../share/types.js';
import { MARK, MARK_FILE, MARK_OPTION, MARK_TYPE } from '../network/share-live-mark.js';
import type { ClientNetwork, Subnet } from '../network/types.js';
import type { ClientSummary } from '../protocol/messages.js';
import { BIOS_LOADER, EFI_LOADER, PXELINUX_MENU } from './file-stage.js';
import { firmwareTags } from './firmware.js';
import { sandboxed, type Bind } from '../lib/sandbox.js';

/** The name by which clients can ask for the sharing machine; `.internal` is reserved for private use (ICANN, 2024). */
export const SERVER_NAME = 'server.share-live.internal';

/** What firmware says that it is in DHCP option 93 (RFC 4578 and its errata: x64 says one or the other), and dnsmasq's names. */
const PXE_TYPES: Readonly<Record<EfiArch, readonly { readonly number: number; readonly name: string }[]>> = {
    x64: [
        { number: 7, name: 'BC_EFI' },
        { number: 9, name: 'X86-64_EFI' },
    ],
    ia32: [{ number: 6, name: 'IA32_EFI' }],
    arm64: [{ number: 11, name: 'ARM64_EFI' }],
};

/** What an x64 UEFI says there that wants its loader by HTTP (IANA, Processor Architecture Types). */
const HTTP_BOOT_TYPE = 16;

/** How firmware calls itself that starts by HTTP Boot, and what it wants to be called back (UEFI specification, HTTP Boot). */
const HTTP_CLIENT = 'HTTPClient';

interface BootOptions {
    readonly httpPort: number;
    /** Whether the medium is for computers that may have a BIOS. */
    readonly bios: boolean;
    /** The UEFI architectures that there is a loader for. */
    readonly efi: readonly EfiArch[];
    /** Whether there is one for x64 UEFI that starts by HTTP Boot. */
    readonly httpBoot: boolean;
}

interface OwnDhcpOptions extends BootOptions {
    /** The bridge. */
    readonly interface: string;
    readonly network: Subnet;
    /** Whether clients reach the internet through this machine. */
    readonly routed: boolean;
    /** DNS servers that names of the outside are asked from. */
    readonly resolvers: readonly string[];
}

/**
 * dnsmasq's configuration (dnsmasq(8)) for a network of our own: DHCP, TFTP and DNS on the bridge and nowhere else.
 * Everything that goes in is an address, a number or a name of ours.
 */
export function ownDhcpConfig(options: OwnDhcpOptions): string {
    const { network: subnet, httpPort, bios, efi, httpBoot, routed, resolvers } = options;
    return configuration(options.interface, [
        // DNS
        'no-hosts',
        'no-resolv',
        'domain-needed',
        'local=/share-live.internal/',
        `host-record=${SERVER_NAME},${subnet.address}`,
        ...resolvers.map(address => `server=${address}`),
        // DHCP. A lease ends with the share: an initramfs never renews its own, and a client whose address went to
        // somebody else loses its root file system. One address per machine, whatever its loader and its system
        // call themselves, is what ties a client's stages together.
        `dhcp-range=${subnet.firstLease},${subnet.lastLease},${subnet.netmask},infinite`,
        // so that another Share Live sees who it is
        `dhcp-option-force=${MARK_OPTION},${MARK}`,
        'dhcp-ignore-clid',
        'dhcp-ignore-names',
        // nobody else is on this network; asking first would hold every client up for three seconds
        'no-ping',
        ...(routed ? [] : ['dhcp-option=option:router']),
        ...(bios ? BIOS_LINES : []),
        ...efi.flatMap(arch => [
            ...PXE_TYPES[arch].map(({ number }) => `dhcp-match=set:efi-${arch},option:client-arch,${number}`),
            `dhcp-boot=tag:efi-${arch},${EFI_LOADER[arch]}`,
        ]),
        ...(httpBoot
            ? [
                  ...httpBootLines(subnet.address, httpPort),
                  `dhcp-option-force=tag:http-boot,60,${HTTP_CLIENT}`,
                  // GRUB 2.06 does not understand what the firmware then tells it of the network
                  'dhcp-option=tag:http-boot,option:dns-server',
              ]
            : []),
        ...firmwareTags(servedTypes(options)),
    ]);
}

/** Option 209 (RFC 5071) makes the loader ask for its menu not by nine other names first. */
const BIOS_LINES: readonly string[] = [
    'dhcp-match=set:bios,option:client-arch,0',
    `dhcp-boot=tag:bios,${BIOS_LOADER}`,
    `dhcp-option-force=tag:bios,209,${PXELINUX_MENU}`,
];

/** Tells firmware that asks for HTTP Boot the URL of its loader. */
function httpBootLines(address: string, httpPort: number): readonly string[] {
    return [
        `dhcp-match=set:http-boot,option:client-arch,${HTTP_BOOT_TYPE}`,
        `dhcp-boot=tag:http-boot,http://${address}:${httpPort}/${EFI_LOADER.x64},,${address}`,
    ];
}

/** Whom dnsmasq knows, by address; where its sandbox shows the list (dhcp-hostsfile in dnsmasq(8)). */
const KNOWN_CLIENTS = '/etc/dnsmasq.known';

/** @returns a configuration of ours by which only those who have an address get an answer, and that address again */
export function forKnownClients(config: string): string {
    return `${config}dhcp-hostsfile=${KNOWN_CLIENTS}\ndhcp-ignore=tag:!known\n`;
}

/** @returns the list of those whom such a configuration is for */
export function knownClients(clients: Iterable<Pick<ClientSummary, 'mac' | 'address'>>): string {
    return [...clients]
        .flatMap(({ mac, address }) => (address === null ? [] : `${mac},${address}\n`))
        .join('');
}

/**
 * The configuration beside an existing DHCP server: proxyDHCP (PXE 2.1, section 2.2.3), which never offers an address
 * and only tells who starts from the network where to get the first file; TFTP; no DNS.
 */
export function proxyDhcpConfig(options: ProxyDhcpOptions): string {
    const { interface: name, network, httpPort, bios, efi, httpBoot } = options;
    return configuration(name, [
        'port=0',
        `dhcp-range=${network.network},proxy,${network.netmask}`,
        // exactly one service for an architecture: the ROM takes it without a menu of its own
        ...(bios ? [`pxe-service=x86PC,"Share Live",${BIOS_LOADER}`] : []),
        ...efi.flatMap(arch =>
            PXE_TYPES[arch].map(({ name: type }) => `pxe-service=${type},"Share Live",${EFI_LOADER[arch]}`),
        ),
        // so that another Share Live sees who it is (network/share-live-call.ts)
        `pxe-service=${MARK_TYPE},"Share Live",${MARK_FILE}`,
        // an answer to HTTP Boot is one to PXE with another name, and no service: its URL is all
        ...(httpBoot
            ? [`dhcp-pxe-vendor=PXEClient,${HTTP_CLIENT}`, ...httpBootLines(network.address, httpPort)]
            : []),
        ...firmwareTags(servedTypes(options)),
    ]);
}

/** What there is a loader for, as DHCP option 93 says it; 0 is a BIOS. */
function servedTypes({ bios, efi, httpBoot }: BootOptions): readonly number[] {
    return [
        ...(bios ? [0] : []),
        ...efi.flatMap(arch => PXE_TYPES[arch].map(({ number }) => number)),
        ...(httpBoot ? [HTTP_BOOT_TYPE] : []),
    ];
}

interface ProxyDhcpOptions extends BootOptions {
    readonly interface: string;
    readonly network: ClientNetwork;
}

/** What both ways have in common. @param interfaceName a checked name: nothing listens anywhere else */
function configuration(interfaceName: string, lines: readonly string[]): string {
    return [
        'keep-in-foreground',
        'user=nobody',
        'group=nogroup',
        'pid-file=',
        'log-facility=-',
        `interface=${interfaceName}`,
        'except-interface=lo',
        'bind-interfaces',
        // the default is not there in the sandbox; without leases it stays empty
        'dhcp-leasefile=/var/lib/dnsmasq/leases',
        ...lines,
        'enable-tftp',
        // a school's computers all at once: the default is 50, and who comes after those is not answered
        'tftp-max=250',
        'tftp-root=/srv/tftp',
        '',
    ].join('\n');
}

/**
 * @param config, leases where its configuration and its leases lie
 * @param tftp the files it may send
 * @param known where the list of known clients lies, for a configuration with one
 */
export function dnsmasqEngine(
    config: string,
    leases: string,
    tftp: readonly Bind[],
    known: string | null = null,
): Engine {
    return {
        name: 'dnsmasq',
        argv: sandboxed(
            {
                binds: [
                    { from: config, to: '/etc/dnsmasq.conf' },
                    { from: leases, to: '/var/lib/dnsmasq', writable: true },
                    ...(known === null ? [] : [{ from: known, to: KNOWN_CLIENTS }]),
                    ...tftp,
                ],
                capabilities: [
                    'net_bind_service',
                    'net_admin',
                    'net_raw',
                    'setuid',
                    'setgid',
                    'setpcap',
                    'chown',
                ],
            },
            ['dnsmasq', '--conf-file=/etc/dnsmasq.conf'],
        ),
        ready: { kind: 'log', contains: 'dnsmasq-tftp' },
    };
}
