// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { STATE_FOLDER } from '../../src/backend/share/paths.js';
import type { RunAll } from './process.js';

/** Everything of the sharing machine that a share may change, as sorted lines, by what they are about. */
export type Snapshot = ReadonlyMap<string, readonly string[]>;

interface Probe {
    readonly about: string;
    readonly argv: readonly string[];
    /** Which lines of the output count, and in which form: without what changes by itself. Without it, each as it is. */
    readonly normalise?: (output: string) => string[];
    /** Part of what it looks at does not exist on every machine. */
    readonly mayFail?: boolean;
}

/** Files that change on an idle machine, or by its services' ordinary doing, whoever uses them. */
const NOISE: readonly { readonly pattern: RegExp; readonly why: string }[] = [
    {
        pattern: /^\/run\/NetworkManager\//,
        why: 'its notes on every link that it has seen; profiles are compared',
    },
    { pattern: /^\/var\/lib\/NetworkManager\//, why: 'time stamps of connections, leases, its secret key' },
    { pattern: /^\/run\/systemd\//, why: 'the service manager’s and journal’s own state' },
    { pattern: /^\/run\/udev\//, why: 'notes on every device that there was, loop devices included' },
    { pattern: /^\/run\/(log|user)\//, why: 'the journal; runtime folders of sessions' },
    { pattern: /^\/run\/(dbus|lock)\//, why: 'sockets of the bus; locks of running programs' },
    { pattern: /^\/run\/(mount|blkid)\//, why: 'libmount’s and blkid’s caches, written by whoever mounts' },
    { pattern: /^\/run\/cups\/certs\//, why: 'keys that the print server changes every five minutes' },
    { pattern: /^\/run\/(utmp|agetty\.reload)$/, why: 'who is logged in' },
    { pattern: /^\/var\/log\/journal\//, why: 'the journal' },
    { pattern: /^\/var\/log\/firewalld/, why: 'firewalld’s own log' },
    {
        pattern: /^\/var\/lib\/systemd\/(random-seed|timers|timesync|catalog)/,
        why: 'the service manager’s own state',
    },
    {
        pattern: /^\/var\/(cache|lib)\/(apt|dpkg|man|ldconfig|fontconfig|ucf|misc)\//,
        why: 'the package manager’s',
    },
    { pattern: /^\/tmp\/systemd-private-|^\/var\/tmp\/systemd-private-/, why: 'private folders of services' },
];

/** A folder in which files are looked for. */
export interface Folder {
    readonly path: string;
    /** The path that it holds the changes of, where it is only a layer; else its own. */
    readonly standsFor: string;
    /** Whether a folder, by its path, is older than its layer, where it also comes to lie once something in it changes. */
    readonly isOlder?: (path: string) => boolean;
}

/** Where a program of root’s might leave a file. */
const FOLDERS: readonly Folder[] = ['/run', '/etc', '/tmp', '/var'].map(path => ({ path, standsFor: path }));

const PROBES: readonly Probe[] = [
    {
        about: 'processes',
        argv: ['ps', '--no-headers', '-ww', '-eo', 'args'],
        normalise: output => linesOf(output).filter(isLasting),
    },
    {
        about: 'mounts',
        argv: ['cat', '/proc/self/mountinfo'],
        // Device and mount numbers are given anew each time (proc(5)): what, where and how is compared.
        normalise: output => linesOf(output).map(line => line.split(' ').slice(3).join(' ')),
    },
    { about: 'threads of nfsd', argv: ['cat', '/proc/fs/nfsd/threads'], mayFail: true },
    { about: 'exports', argv: ['cat', '/proc/fs/nfs/exports'], mayFail: true },
    {
        about: 'what the NFS server has cached',
        argv: [
            'cat',
            ...['nfsd.export', 'nfsd.fh', 'auth.unix.ip'].map(name => `/proc/net/rpc/${name}/content`),
        ],
        mayFail: true,
        normalise: output => linesOf(output).filter(line => !line.startsWith('#')),
    },
    {
        about: 'settings of the NFS server',
        argv: [
            ...['grep', '--with-filename', '', '/sys/module/nfsd/parameters/cltrack_prog'],
            ...['/proc/sys/fs/nfs/nlm_tcpport', '/proc/sys/fs/nfs/nlm_udpport'],
        ],
        mayFail: true,
    },
    {
        about: 'links',
        argv: ['ip', '-json', '-details', 'link'],
        // Whether the other end is plugged in is not ours to restore.
        normalise: output =>
            items(output, ({ ifname, master, flags, linkinfo, address, mtu }) => ({
                ...{
                    ifname,
                    master,
                    address,
                    mtu,
                    kind: (linkinfo as { info_kind?: string } | undefined)?.info_kind,
                },
                flags: (flags as string[]).filter(flag => flag === 'UP' || flag === 'PROMISC'),
            })),
    },
    {
        about: 'addresses',
        argv: ['ip', '-json', 'address'],
        normalise: output =>
            (
                JSON.parse(output) as { ifname: string; addr_info: { local: string; prefixlen: number }[] }[]
            ).flatMap(link =>
                link.addr_info.map(({ local, prefixlen }) => `${link.ifname} ${local}/${prefixlen}`),
            ),
    },
    { about: 'routes', argv: ['ip', '-json', 'route', 'show', 'table', 'all'], normalise: routes },
    {
        about: 'routes for IPv6',
        argv: ['ip', '-6', '-json', 'route', 'show', 'table', 'all'],
        normalise: routes,
    },
    {
        about: 'routing rules',
        argv: ['ip', '-json', 'rule'],
        normalise: output => items(output, rule => rule),
    },
    { about: 'firewall', argv: ['nft', '--stateless', 'list', 'ruleset'] },
    {
        about: 'firewall of the older iptables',
        argv: ['iptables-legacy-save'],
        mayFail: true,
        // without the time and the counters
        normalise: output =>
            linesOf(output)
                .filter(line => !line.startsWith('#'))
                .map(line => line.replace(/ \[\d+:\d+\]$/, '')),
    },
    {
        about: 'forwarding',
        argv: ['sysctl', '--all', '--pattern', '^net\\.ipv[46]\\.(ip_forward$|conf\\..*\\.forwarding$)'],
    },
    {
        about: 'profiles of NetworkManager',
        argv: ['nmcli', '--terse', '--fields', 'UUID,NAME,TYPE,AUTOCONNECT,DEVICE,STATE', 'connection'],
    },
    {
        about: 'devices of NetworkManager',
        argv: ['nmcli', '--terse', '--fields', 'DEVICE,TYPE,STATE,CONNECTION', 'device'],
    },
    {
        about: 'listening sockets',
        argv: ['ss', '--no-header', '--numeric', '--listening', '--tcp', '--udp'],
        // The queues' fill comes and goes.
        normalise: output =>
            linesOf(output).map(line =>
                line
                    .split(/ +/)
                    .filter((_, at) => at !== 2)
                    .join(' '),
            ),
    },
    {
        about: 'registrations at rpcbind',
        argv: ['rpcinfo', '-s', '127.0.0.1'],
        mayFail: true,
    },
];

/**
 * @param runAll runs commands in the sharing machine, as root
 * @param folders where to look for files; all that root writes to, where nothing is said
 */
export async function takeSnapshot(runAll: RunAll, folders: readonly Folder[] = FOLDERS): Promise<Snapshot> {
    const snapshot = new Map<string, readonly string[]>();
    // before the files: it leaves the folder of its own file in the upper layer
    snapshot.set('loop devices', await loopDevices(runAll));
    const probes = [...PROBES, ...folders.flatMap(probesOfFolder)];
    const results = await runAll(probes.map(({ argv }) => argv));
    for (const [at, { about, argv, normalise = linesOf, mayFail }] of probes.entries()) {
        const { status = null, stdout = '', stderr = '' } = results[at] ?? {};
        if (status !== 0 && mayFail !== true)
            throw new Error(`${argv.join(' ')}: status ${status}\n${stderr}`);
        const lines = stdout === '' ? [] : normalise(stdout);
        snapshot.set(about, lines.filter(line => line !== '').sort());
    }
    return snapshot;
}

/**
 * Loop devices belong to the kernel and not to a namespace: those over a file of another machine, whose tests run
 * beside, are left out. A file that is gone is told apart by its file system, for each machine has a /var of its own.
 */
async function loopDevices(runAll: RunAll): Promise<string[]> {
    const columns = 'NAME,BACK-INO,BACK-MAJ:MIN,BACK-FILE';
    const [list, newFile] = await runAll([
        ['losetup', '--list', '--noheadings', '--raw', '--output', columns],
        // a layered file system tells its device only of a file that lies in the upper layer
        ['sh', '-c', 'file=$(mktemp /var/cache/XXXXXX) && stat --format=%Hd:%Ld "$file" && rm "$file"'],
    ]);
    const ours = newFile?.stdout.trim();
    const devices = linesOf(list?.stdout ?? '').flatMap(line => {
        const [, device, inode, fileSystem, path] = /^(\S+) (\S+) (\S+) (.*)$/.exec(line) ?? [];
        if (device === undefined || inode === undefined || path === undefined) return [];
        // losetup pads this column with escaped spaces
        return [{ device, inode, path, fileSystem: fileSystem?.replaceAll('\\x20', '') }];
    });
    const inodes = await runAll(devices.map(({ path }) => ['stat', '--format=%i', '--', path]));
    return devices
        .filter(({ inode, fileSystem, path }, at) =>
            /\(deleted\)$/.test(path) ? fileSystem === ours : inodes[at]?.stdout.trim() === inode,
        )
        .map(({ device, path }) => `${device} ${path}`)
        .sort();
}

/**
 * Files by name, rights, owner, size and target; small ones also by what is in them, large ones by their time. The
 * time of small ones tells nothing: NetworkManager writes the same resolv.conf again and again.
 */
function probesOfFolder({ path, standsFor, isOlder = () => false }: Folder): Probe[] {
    const normalise = (output: string): string[] =>
        linesOf(output)
            .map(line => line.replace(path, standsFor))
            .filter(line => !isNoise(line) && !(/^\S+ d/.test(line) && isOlder(pathOf(line))));
    // What goes away while we look is no failure.
    const find = { normalise, mayFail: true };
    const small = ['-type', 'f', '-size', '-64k'];
    return [
        {
            ...find,
            about: `files below ${standsFor}`,
            argv: ['find', path, '-xdev', '(', '-type', 'd', '-printf', '%p %M %u:%g\\n', ')', '-o',
                '-printf', '%p %M %u:%g %s %l\\n'], // prettier-ignore
        },
        {
            ...find,
            about: `times of large files below ${standsFor}`,
            argv: ['find', path, '-xdev', '-type', 'f', '-not', '-size', '-64k', '-printf', '%p %t\\n'],
        },
        {
            ...find,
            about: `contents of small files below ${standsFor}`,
            argv: ['find', path, '-xdev', ...small, '-exec', 'sha256sum', '--', '{}', '+'],
            normalise: output => normalise(output.replace(/^(\S+) {2}(.*)$/gm, '$2 $1')),
        },
    ];
}

/** @returns what is gone and what is new, for people; empty where nothing has changed */
export function compareSnapshots(before: Snapshot, after: Snapshot): string[] {
    const differences: string[] = [];
    for (const [about, lines] of before) {
        const now = after.get(about) ?? [];
        for (const line of without(lines, now)) differences.push(`${about}: gone: ${line}`);
        for (const line of without(now, lines)) differences.push(`${about}: new: ${line}`);
    }
    return differences;
}

/**
 * Waits until the machine is as it was, for NetworkManager needs a moment to take its interface back.
 *
 * @throws with every difference that is left after `timeoutMs`
 * @returns after how many milliseconds it was
 */
export async function waitUntilAsBefore(
    take: () => Promise<Snapshot>,
    before: Snapshot,
    timeoutMs: number,
): Promise<number> {
    const started = Date.now();
    for (;;) {
        const begun = Date.now() - started;
        const differences = compareSnapshots(before, await take());
        if (differences.length === 0) return begun;
        if (begun >= timeoutMs)
            throw new Error(
                `${timeoutMs / 1000} s after the end, not as before:\n  ${differences.join('\n  ')}`,
            );
    }
}

/** The lines of `a` that are not in `b`, each as often as it is missing there. */
function without(a: readonly string[], b: readonly string[]): string[] {
    const left = new Map<string, number>();
    for (const line of b) left.set(line, (left.get(line) ?? 0) + 1);
    return a.filter(line => {
        const count = left.get(line) ?? 0;
        left.set(line, count - 1);
        return count <= 0;
    });
}

/** Of the kernel's threads NFS's count; of the programs all but ours and those that end by themselves when idle. */
function isLasting(args: string): boolean {
    if (args.startsWith('[')) return /^\[(nfsd|lockd)/.test(args);
    return !/^(ps --no-headers|\S*\/nm-dispatcher|(\/lib\/systemd\/)?systemd-|\(sd-|\(udev-worker\))/.test(
        args,
    );
}

/** The state folder and its lock file may stay. */
function isNoise(line: string): boolean {
    const path = line.replace(/ .*/, '');
    return (
        path === STATE_FOLDER ||
        path === `${STATE_FOLDER}/lock` ||
        NOISE.some(({ pattern }) => pattern.test(path))
    );
}

function pathOf(line: string): string {
    return line.replace(/ .*/, '');
}

/** Each item of a JSON array, with what counts of it, as a line. */
function items(json: string, pick: (item: Record<string, unknown>) => Record<string, unknown>): string[] {
    return (JSON.parse(json) as Record<string, unknown>[]).map(item => JSON.stringify(pick(item)));
}

function linesOf(output: string): string[] {
    return output.split('\n');
}

function routes(output: string): string[] {
    return items(output, ({ dst, gateway, dev, metric, table, scope, type, prefsrc, protocol }) => ({
        ...{ dst, gateway, dev, table, scope, type, prefsrc, protocol },
        // NetworkManager counts up from 100, device by device and activation by activation, as it likes.
        metric: typeof metric === 'number' && metric >= 100 && metric < 200 ? '1xx' : metric,
    }));
}
