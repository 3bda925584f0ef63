// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { freeSubnet } from '../src/backend/network/subnet.js';
import { ownDhcpConfig } from '../src/backend/services/dnsmasq.js';
import { BIOS_LOADER } from '../src/backend/services/file-stage.js';
import { connect, makeMachine, type Machine } from '../test/lab/machine.js';
import { startNetworkManager } from '../test/lab/network-manager.js';
import { progress } from '../test/lab/progress.js';
import type { Scope } from '../test/lab/scope.js';
import { isReady, startShare } from '../test/lab/share.js';
import { startBareNginx } from './bare-nginx.js';
import type { Measurement } from './measurement.js';
import type { Part } from './part.js';
import { startServer } from './server.js';

const RUNS = 9;
const READY_MS = 90_000;

const CABLE = 'eth0';
const HTTP_PORT = 80;
/** The largest file that the share sends by HTTP, under the share's name for it, and its path in the image. */
const ROOT = { url: 'root-0.squashfs', path: 'live/filesystem.squashfs' } as const;
/** The only file that the share sends by TFTP (package pxelinux). */
const LOADER = `/usr/lib/PXELINUX/${BIOS_LOADER}`;

/** The same file several times in one connection, as one transfer would be over before it can be measured. */
const HTTP_TRANSFERS = 10;
const TFTP_TRANSFERS = 40;

/** What a PXE client asks for: the largest block that fits into an Ethernet frame with room for a tunnel. */
const TFTP_BLOCK = 1432;

/** A server and, at the other end of its cable, who fetches from it. */
interface Site {
    readonly client: Machine;
    /** The server's. */
    readonly address: string;
}

export const throughput: Part = {
    name: 'throughput',
    what: 'HTTP and TFTP of the share, beside bare engines with the same configuration',
    run: ({ scoped, folder, image }) =>
        scoped(async scope => {
            const share = await shareSite(scope, folder, image);
            const bare = await bareSite(scope, image);
            const urls = [`http://ADDRESS/${ROOT.url}`, `tftp://ADDRESS/${BIOS_LOADER}`] as const;
            const [http, tftp] = urls;
            // Both have the files in memory then.
            for (const site of [share, bare]) for (const url of urls) await fetch(site, url, 1);
            return {
                measurements: [
                    await compare('HTTP', 'bare nginx', share, bare, http, HTTP_TRANSFERS),
                    await compare('TFTP', 'bare dnsmasq', share, bare, tftp, TFTP_TRANSFERS),
                ],
            };
        }),
};

/** Measures both in turn, and which of them is first changes from time to time. */
async function compare(
    what: string,
    baseline: string,
    share: Site,
    bare: Site,
    url: string,
    transfers: number,
): Promise<Measurement> {
    const values = new Map<Site, number[]>([
        [share, []],
        [bare, []],
    ]);
    for (let run = 1; run <= RUNS; run++)
        for (const site of run % 2 === 0 ? [share, bare] : [bare, share])
            values.get(site)?.push(await fetch(site, url, transfers));
    progress(`${what}: ${RUNS} runs of ${transfers} transfers each, both sides`);
    return {
        what: `${what} throughput`,
        unit: 'MB/s',
        values: values.get(share) ?? [],
        baseline: { what: baseline, values: values.get(bare) ?? [] },
    };
}

/** Fetches a file some times in a row. @returns MB/s (10⁶ bytes), connecting included */
async function fetch({ client, address }: Site, url: string, transfers: number): Promise<number> {
    const output = await client.check([
        ...['curl', '--silent', '--show-error', '--fail', '--noproxy', '*', '--max-time', '60'],
        ...['--tftp-blksize', String(TFTP_BLOCK)],
        ...['--write-out', '%{size_download} %{time_total}\n'],
        ...Array.from({ length: transfers }, () => [
            ...['--output', '/dev/null', url.replace('ADDRESS', address)],
        ]).flat(),
    ]);
    let [bytes, time] = [0, 0];
    for (const line of output.trim().split('\n')) {
        const [size, seconds] = line.split(' ').map(Number);
        bytes += size ?? NaN;
        time += seconds ?? NaN;
    }
    const rate = bytes / 1e6 / time;
    if (!(rate > 0)) throw new Error(`curl said:\n${output}`);
    return rate;
}

/** The running share, and a client with an address of its network. */
async function shareSite(scope: Scope, folder: string, image: string): Promise<Site> {
    const { server, client } = await machines(scope);
    await startNetworkManager(server);
    const share = await startShare({ machine: server, medium: image, interface: CABLE, folder });
    const { address } = await share.waitFor(isReady, 'ready', READY_MS);
    if (address === undefined) throw new Error('the share did not say its address');
    await giveAddress(client, `${address.replace(/\.\d+$/, '')}.20`);
    return { client, address };
}

/** Engines as the share runs them, with its own configurations, but without sandbox, bridge and firewall. */
async function bareSite(scope: Scope, image: string): Promise<Site> {
    const { server, client } = await machines(scope);
    const subnet = freeSubnet([]);
    await giveAddress(server, subnet.address);
    await giveAddress(client, subnet.firstLease);
    for (const path of ['/tmp', '/srv']) await server.check(['mount', '-t', 'tmpfs', 'tmpfs', path]);
    await server.check(['mkdir', '-p', '/srv/http', '/srv/tftp', '/var/lib/dnsmasq']);
    // In memory, as is the copy that the share's machine makes.
    await server.check(['bsdtar', '-xf', image, '-C', '/srv', ROOT.path]);
    await server.check(['mv', `/srv/${ROOT.path}`, `/srv/http/${ROOT.url}`]);
    await server.check(['cp', LOADER, '/srv/tftp']);
    await startBareNginx(server, subnet, HTTP_PORT);
    const dnsmasq = ownDhcpConfig({
        interface: CABLE,
        network: subnet,
        httpPort: HTTP_PORT,
        bios: true,
        efi: [],
        httpBoot: false,
        routed: false,
        resolvers: [],
    });
    await server.check(['tee', '/run/dnsmasq.conf'], { input: dnsmasq });
    await startServer(server, ['dnsmasq', '--conf-file=/run/dnsmasq.conf'], /dnsmasq-tftp/);
    return { client, address: subnet.address };
}

async function machines(scope: Scope): Promise<{ server: Machine; client: Machine }> {
    const server = await makeMachine();
    scope.defer(() => server.close());
    const client = await makeMachine();
    scope.defer(() => client.close());
    await connect(server, CABLE, client, CABLE);
    return { server, client };
}

async function giveAddress(machine: Machine, address: string): Promise<void> {
    await machine.check(['ip', 'address', 'add', `${address}/24`, 'dev', CABLE]);
}
