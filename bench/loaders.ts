// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { ClientNetwork } from '../src/backend/network/types.js';
import type { Firmware } from '../test/lab/client.js';
import { INTERFACE, makeLab } from '../test/lab/lab.js';
import type { Machine, Program } from '../test/lab/machine.js';
import { progress, seconds } from '../test/lab/progress.js';
import type { Scope } from '../test/lab/scope.js';
import { startBareNginx } from './bare-nginx.js';
import type { Measurement } from './measurement.js';
import type { Part } from './part.js';
import { startServer } from './server.js';

/** The lab gives it to the sharing machine. */
const NETWORK: ClientNetwork = {
    address: '192.0.2.2',
    network: '192.0.2.0',
    prefix: 24,
    netmask: '255.255.255.0',
};
const HTTP_PORT = 80;

const TFTP_FOLDER = '/srv/tftp';
const HTTP_FOLDER = '/srv/http';
const KERNEL = 'vmlinuz';
const INITRD = 'initrd.img';

/** The first line of the kernel comes at once, and it goes no further: no root is given. */
const PARAMETERS = 'console=ttyS0 earlyprintk=ttyS0 panic=30';

/** From power-on to the kernel's first line, of the slowest. */
const KERNEL_MS = 300_000;

type Protocol = 'TFTP' | 'HTTP';

/** A loader, and how it is told to load the same kernel and initrd and to start them at once. */
interface Loader {
    readonly name: string;
    readonly firmware: Firmware;
    /** What the firmware fetches, on this machine; null: made by grub-mkimage. */
    readonly file: string | null;
    /** More that it needs. */
    readonly modules: readonly string[];
    /** Its configuration's name below the TFTP root. */
    readonly configName: string;
    readonly config: (from: string) => string;
    /** Where it loads from: a prefix of file names. */
    readonly from: Readonly<Record<Protocol, string>>;
    /** It asks DHCP for its configuration, as a client of its own: by its name, or so that nothing tells it from the card's ROM. */
    readonly asksAgain?: 'as-ipxe' | 'as-the-rom';
}

const URLS = {
    TFTP: `tftp://${NETWORK.address}`,
    HTTP: `http://${NETWORK.address}:${HTTP_PORT}`,
} as const;

function ipxe(firmware: Firmware, file: string): Loader {
    return {
        name: 'iPXE',
        firmware,
        file,
        modules: [],
        configName: 'script.ipxe',
        config: from =>
            [
                '#!ipxe',
                `kernel ${from}/${KERNEL} ${PARAMETERS} initrd=${INITRD}`,
                `initrd ${from}/${INITRD}`,
                'boot',
                '',
            ].join('\n'),
        from: URLS,
        // the ROM of a BIOS client is an iPXE, too
        asksAgain: firmware === 'bios' ? 'as-the-rom' : 'as-ipxe',
    };
}

const PXELINUX: Loader = {
    name: 'pxelinux',
    firmware: 'bios',
    file: '/usr/lib/PXELINUX/pxelinux.0',
    modules: ['/usr/lib/syslinux/modules/bios/ldlinux.c32'],
    configName: 'pxelinux.cfg/default',
    config: from =>
        [
            'DEFAULT linux',
            'PROMPT 0',
            'LABEL linux',
            `LINUX ${from}/${KERNEL}`,
            `INITRD ${from}/${INITRD}`,
            `APPEND ${PARAMETERS}`,
            '',
        ].join('\n'),
    from: { TFTP: '', HTTP: URLS.HTTP },
};

const LPXELINUX: Loader = {
    ...PXELINUX,
    name: 'lpxelinux',
    file: '/usr/lib/PXELINUX/lpxelinux.0',
    from: URLS,
};

const GRUB: Loader = {
    name: 'GRUB',
    firmware: 'uefi',
    file: null,
    modules: [],
    configName: 'grub/grub.cfg',
    config: from =>
        [`linux ${from}/${KERNEL} ${PARAMETERS}`, `initrd ${from}/${INITRD}`, 'boot', ''].join('\n'),
    from: { TFTP: `(tftp,${NETWORK.address})`, HTTP: `(http,${NETWORK.address}:${HTTP_PORT})` },
};

/** The first of each firmware is what the others are compared with. */
const LOADERS: readonly (readonly [Loader, Protocol])[] = [
    [PXELINUX, 'TFTP'],
    [LPXELINUX, 'HTTP'],
    [LPXELINUX, 'TFTP'],
    [ipxe('bios', '/usr/lib/ipxe/undionly.kpxe'), 'HTTP'],
    [ipxe('bios', '/usr/lib/ipxe/undionly.kpxe'), 'TFTP'],
    [GRUB, 'HTTP'],
    [GRUB, 'TFTP'],
    [ipxe('uefi', '/usr/lib/ipxe/snponly.efi'), 'HTTP'],
    [ipxe('uefi', '/usr/lib/ipxe/snponly.efi'), 'TFTP'],
];

export const loaders: Part = {
    name: 'loaders',
    what: 'the same kernel and initrd with each loader: from its configuration to the kernel’s first line',
    run: async ({ scoped, folder, image, boots }) => {
        const times = new Map<string, number[]>();
        for (let round = 1; round <= boots; round++)
            for (const [loader, protocol] of LOADERS) {
                const what = nameOf(loader, protocol);
                const own = join(folder, `${what.replace(/\W+/g, '-')}-${round}`);
                await mkdir(own);
                const time = await scoped(scope => load(scope, own, image, loader, protocol));
                progress(`${what}: ${seconds(time * 1000)}`);
                times.set(what, [...(times.get(what) ?? []), time]);
            }
        return { measurements: LOADERS.map(([loader, protocol]) => measurement(times, loader, protocol)) };
    },
};

function nameOf({ name, firmware }: Loader, protocol: Protocol): string {
    return `${firmware === 'bios' ? 'BIOS' : 'UEFI'}: ${name}, ${protocol}`;
}

function measurement(times: ReadonlyMap<string, number[]>, loader: Loader, protocol: Protocol): Measurement {
    const what = nameOf(loader, protocol);
    const first = LOADERS.find(([{ firmware }]) => firmware === loader.firmware);
    const other = first === undefined ? what : nameOf(...first);
    return {
        what,
        unit: 's',
        values: times.get(what) ?? [],
        ...(other === what ? {} : { baseline: { what: other, values: times.get(other) ?? [] } }),
    };
}

/** @returns the seconds from when the loader has its configuration to the kernel's first line */
async function load(
    scope: Scope,
    folder: string,
    image: string,
    loader: Loader,
    protocol: Protocol,
): Promise<number> {
    const { sharing, startClient } = await makeLab(scope);
    await unpack(sharing, image, loader, protocol);
    await startBareNginx(sharing, NETWORK, HTTP_PORT);
    const { configured } = await startDnsmasq(sharing, loader);
    const client = await startClient({
        folder,
        memoryMiB: 1024,
        mac: '52:54:00:4c:49:09',
        firmware: loader.firmware,
    });
    const failed = client.console.waitFor(/Linux version/, KERNEL_MS).then(() => Date.now());
    const start = await Promise.race([configured, failed]);
    return ((await failed) - start) / 1000;
}

/** Everything that is loaded, below one folder for TFTP and one for HTTP. */
async function unpack(sharing: Machine, image: string, loader: Loader, protocol: Protocol): Promise<void> {
    await sharing.check(['mount', '-t', 'tmpfs', 'tmpfs', '/srv']);
    await sharing.check(['bsdtar', '-xf', image, '-C', '/srv', 'live/vmlinuz', 'live/initrd.img']);
    // nobody may read them, whoever the image says they belong to
    await sharing.check(['chmod', '-R', 'a+rX', '/srv/live']);
    const config = `${TFTP_FOLDER}/${loader.configName}`;
    await sharing.check(['mkdir', '-p', HTTP_FOLDER, TFTP_FOLDER, config.replace(/\/[^/]*$/, '')]);
    for (const folder of [TFTP_FOLDER, HTTP_FOLDER])
        for (const name of [KERNEL, INITRD]) await sharing.check(['ln', `/srv/live/${name}`, folder]);
    await sharing.check(['tee', config], { input: loader.config(loader.from[protocol]) });
    if (loader.file === null)
        await sharing.check([
            ...['grub-mkimage', '--format=x86_64-efi', `--output=${TFTP_FOLDER}/${firstFile(loader)}`],
            ...[`--prefix=${loader.from.TFTP}/grub`],
            ...['normal', 'configfile', 'efinet', 'net', 'tftp', 'http', 'linux'],
        ]);
    else await sharing.check(['cp', loader.file, ...loader.modules, TFTP_FOLDER]);
}

/** The file that firmware is told to fetch. */
function firstFile({ file }: Loader): string {
    return file === null ? 'grub.efi' : file.replace(/^.*\//, '');
}

/** @returns what resolves when the loader has its configuration, with the time in milliseconds since 1970 */
async function startDnsmasq(sharing: Machine, loader: Loader): Promise<{ configured: Promise<number> }> {
    let sent: (at: number) => void = () => undefined;
    const configured = new Promise<number>(resolve => (sent = resolve));
    const serve = (bootFile: string, onLine: (line: string) => void): Promise<Program> =>
        startServer(
            sharing,
            [
                ...['dnsmasq', '--keep-in-foreground', '--conf-file=/dev/null', '--pid-file=', '--port=0'],
                ...['--log-facility=-', `--interface=${INTERFACE}`, '--bind-interfaces', '--no-ping'],
                ...['--dhcp-range=192.0.2.50,192.0.2.200', '--dhcp-leasefile=/run/leases'],
                ...[`--dhcp-boot=${bootFile}`, '--enable-tftp', `--tftp-root=${TFTP_FOLDER}`],
                ...(loader.asksAgain === 'as-ipxe'
                    ? ['--dhcp-userclass=set:ipxe,iPXE', `--dhcp-boot=tag:ipxe,${loader.configName}`]
                    : []),
            ],
            /dnsmasq-tftp/,
            onLine,
        );
    const onConfig = (line: string): void => {
        if (line.includes(`sent ${TFTP_FOLDER}/${loader.configName} `)) sent(Date.now());
    };
    const first = await serve(firstFile(loader), line => {
        onConfig(line);
        if (loader.asksAgain === 'as-the-rom' && line.includes(`sent ${TFTP_FOLDER}/${firstFile(loader)} `))
            // What asks now is the loader; nothing in its question tells it from a ROM of the same make.
            void first
                .signal('SIGTERM')
                .then(() => first.ended)
                .then(() => serve(loader.configName, onConfig));
    });
    return { configured };
}
