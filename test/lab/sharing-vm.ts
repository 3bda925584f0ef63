// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { mkdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

import { connectAgent, quoted } from './agent.js';
import { startClient } from './client.js';
import type { Lab } from './lab.js';
import { makeMachine, type Computer, type Machine } from './machine.js';
import { runChecked, type RunAll, type Runner } from './process.js';
import type { Scope } from './scope.js';
import { AGENT_PORTS, CARDS, ROOT_LABEL, sharingImage } from './sharing-image.js';
import { takeSnapshot } from './snapshot.js';
import { listen, startVirtualMachine } from './virtual-machine.js';

/** What `npm run build` makes: it is found at the same path inside. */
const BUILT = resolve('build/usr');

/** Where the virtual machine sees what is brought into it. */
const LUGGAGE = '/media/luggage';

/** What QEMU's own network gives to the only machine on it, by DHCP. */
export const UPLINK_ADDRESS = '10.0.2.15';

/** The ends of the cable, by whose they are. */
const ENDS = { sharing: 'sharing0', client: 'client0' } as const;

/** What its console says when it will not come further. */
const FAILURE = /Kernel panic[^\n]*|\(initramfs\)|You are in emergency mode/;

/** Several times what the start of the services takes on two slow cores. */
const START_MS = 240_000;

/** For what only looks or sets something up. */
const COMMAND_MS = 120_000;

export interface SharingVm extends Lab {
    readonly sharing: Computer & { check(argv: readonly string[]): Promise<string> };
    /** The image, as a file inside. */
    readonly medium: string;
}

/**
 * The sharing machine as users have it, in a virtual machine: a kernel with an NFS server and iso9660, systemd, and a
 * cable to the client in a second one. Neither has a way to this machine's network. All ends with the scope.
 *
 * @param folder for its logs
 * @param image the live image that it can share
 */
export async function makeSharingVm(scope: Scope, folder: string, image: string): Promise<SharingVm> {
    const system = await sharingImage();
    const ownFolder = join(folder, 'sharing');
    await mkdir(ownFolder);
    const luggage = join(ownFolder, 'luggage.squashfs');
    scope.defer(() => rm(luggage, { force: true }));
    await runChecked([
        'mksquashfs',
        BUILT,
        image,
        luggage,
        '-noI',
        '-noD',
        '-noF',
        '-noX',
        '-quiet',
        '-no-progress',
    ]);

    // QEMU ends with it, and so with this process, whatever happens to that, and has no other network to reach.
    const place = await makeMachine();
    scope.defer(() => place.close());
    await layCable(place);
    const ports = await Promise.all(AGENT_PORTS.map(name => listen(join(ownFolder, `${name}.socket`))));
    const vm = await startVirtualMachine({
        folder: ownFolder,
        memoryMiB: 1024,
        start: argv => place.start(argv),
        failure: FAILURE,
        devices: [
            ...['-kernel', system.kernel, '-initrd', system.initrd],
            ...['-append', `root=LABEL=${ROOT_LABEL} rw console=ttyS0 quiet net.ifnames=0`],
            ...['-drive', `file=${system.root},format=raw,if=none,id=root,snapshot=on`],
            ...['-device', 'virtio-blk-pci,drive=root'],
            ...['-drive', `file=${luggage},format=raw,if=none,id=luggage,readonly=on`],
            ...['-device', 'virtio-blk-pci,drive=luggage,serial=luggage'],
            ...['-netdev', `${tap(ENDS.sharing)},id=cable`],
            ...['-device', `virtio-net-pci,id=nic,netdev=cable,mac=${CARDS.cable},romfile=`],
            ...['-netdev', 'user,id=uplink,ipv6=off'],
            ...['-device', `virtio-net-pci,netdev=uplink,mac=${CARDS.uplink},romfile=`],
            ...['-device', 'virtio-serial-pci'],
            ...AGENT_PORTS.flatMap((name, at) => [
                ...['-chardev', `socket,id=${name},path=${ports[at]?.path},server=off`],
                ...['-device', `virtserialport,chardev=${name},name=${name}`],
            ]),
        ],
    });
    scope.defer(() => vm.quit());
    const sockets = await Promise.all(ports.map(port => port.connection));
    const agents = Promise.all(sockets.map(connectAgent));
    const [commands, program] = await within(START_MS, 'its agents are there', agents);
    if (commands === undefined || program === undefined) throw new Error('not two agents');

    const exec: Computer['exec'] = argv => within(COMMAND_MS, argv.join(' '), commands(argv).ended);
    async function check(argv: readonly string[]): Promise<string> {
        const { status, stdout, stderr } = await exec(argv);
        if (status !== 0) throw new Error(`${argv.join(' ')}: status ${status}\n${stdout}${stderr}`);
        return stdout;
    }
    const start: Computer['start'] = argv => {
        const { child, pid, ended } = program(argv);
        const signal = async (name: NodeJS.Signals): Promise<boolean> =>
            (await exec(['kill', `-${name.replace('SIG', '')}`, String(await pid)])).status === 0;
        return { child, ended, signal };
    };
    await check(['mkdir', '-p', LUGGAGE, BUILT]);
    await check(['mount', '-o', 'ro', '/dev/disk/by-id/virtio-luggage', LUGGAGE]);
    await check(['mount', '--bind', join(LUGGAGE, basename(BUILT)), BUILT]);
    await check(['nm-online', '--wait-for-startup', '--quiet', '--timeout=60']);
    // Its status says how well it went; that it is over is what counts.
    await exec(['systemctl', 'is-system-running', '--wait']);

    return {
        sharing: { exec, start, check },
        medium: join(LUGGAGE, basename(image)),
        snapshot: () => takeSnapshot(allAtOnce(exec)),
        plug: up => vm.setLink(up),
        startClient: async options => {
            const client = await startClient({
                ...options,
                from: 'network',
                cable: tap(ENDS.client),
                start: argv => place.start(argv),
            });
            scope.defer(async () => {
                await client.screenshot('end').catch(() => undefined);
                await client.quit();
            });
            return client;
        },
    };
}

/**
 * Runs many commands as one, for each alone takes most of its time on the way. All of them get the same text of what
 * they wrote to standard error.
 */
function allAtOnce(exec: Runner): RunAll {
    const each = 'each() { "$@" | base64 --wrap=0; echo " ${PIPESTATUS[0]}"; }';
    return async commands => {
        const calls = commands.map(argv => `each ${argv.map(quoted).join(' ')}`);
        const { stdout, stderr } = await exec(['bash', '-c', [each, ...calls].join('\n')]);
        return commands.map((_, at) => {
            const [output = '', status] = stdout.split('\n')[at]?.split(' ') ?? [];
            return { status: Number(status), stdout: Buffer.from(output, 'base64').toString(), stderr };
        });
    };
}

/**
 * The cable between the two virtual machines. Not a pair of QEMU's own sockets (`dgram`): one that has sent more than
 * the other takes asks without a pause whether it may go on, and takes the processor from the very one that it waits for.
 */
async function layCable(place: Machine): Promise<void> {
    await place.check(['ip', 'link', 'add', 'cable', 'type', 'bridge']);
    await place.check(['ip', 'link', 'set', 'cable', 'up']);
    for (const end of Object.values(ENDS)) {
        await place.check(['ip', 'tuntap', 'add', end, 'mode', 'tap']);
        await place.check(['ip', 'link', 'set', end, 'master', 'cable', 'up']);
    }
}

/** @returns an end of the cable, for QEMU's `-netdev` */
function tap(end: string): string {
    return `tap,ifname=${end},script=no,downscript=no`;
}

/** @throws where `promise` takes longer; what it waits for goes on */
async function within<T>(timeoutMs: number, what: string, promise: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
            reject(new Error(`not within ${timeoutMs / 1000} s: ${what}`));
        }, timeoutMs);
    });
    return Promise.race([promise, late]).finally(() => {
        clearTimeout(timer);
    });
}
