// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** A file or folder that an engine may see: where it really lies, and where the engine finds it. */
export interface Bind {
    readonly from: string;
    readonly to: string;
    /** Read-only unless said otherwise. */
    readonly writable?: boolean;
}

export interface Sandbox {
    readonly binds: readonly Bind[];
    /** Linux capabilities that are left, as setpriv(1) names them; none of the others can be had again. */
    readonly capabilities: readonly string[];
    /**
     * Whether the program is the first of its process namespace. Otherwise that is bwrap's own, which ends after
     * whoever would wait for it: each leaves an entry among the processes until the helper ends.
     */
    readonly first?: boolean;
    /** Where it finds as a file what it is given as standard input, of which it has none then. */
    readonly inputAt?: string;
    /** Whether the caller is not root: bwrap leaves no capability then, and that of Debian 13 none to take any away with. */
    readonly unprivileged?: boolean;
}

/** Who `nobody` is, which port `sunrpc` is, and where the libraries are. */
const ETC = ['passwd', 'group', 'nsswitch.conf', 'services', 'protocols', 'netconfig', 'ld.so.cache'];

/**
 * The argument vector that runs an engine in bubblewrap (bwrap(1)): it sees the operating system's programs and the
 * binds, both read-only, has its own process namespace, and dies with the helper, however that ends.
 */
export function sandboxed(sandbox: Sandbox, argv: readonly string[]): readonly string[] {
    return [
        ...['bwrap', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--die-with-parent', '--new-session'],
        ...['--clearenv', '--setenv', 'PATH', '/usr/sbin:/usr/bin', '--setenv', 'LANG', 'C.UTF-8'],
        ...['--ro-bind', '/usr', '/usr'],
        ...['lib', 'lib64', 'bin', 'sbin'].flatMap(name => ['--symlink', `usr/${name}`, `/${name}`]),
        ...['--perms', '0755', '--dir', '/etc'],
        ...ETC.flatMap(name => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`]),
        ...['--proc', '/proc', '--dev', '/dev', '--symlink', '/proc/self/mounts', '/etc/mtab'],
        ...['/tmp', '/run', '/srv', '/var'].flatMap(path => ['--tmpfs', path]),
        ...['--symlink', '/run', '/var/run'],
        // made by the way, they would be root's alone
        ...folders(sandbox.binds).flatMap(path => ['--perms', '0755', '--dir', path]),
        ...sandbox.binds.flatMap(({ from, to, writable }) => [
            writable === true ? '--bind' : '--ro-bind',
            from,
            to,
        ]),
        ...(sandbox.inputAt === undefined ? [] : ['--ro-bind-data', '0', sandbox.inputAt]),
        ...['--remount-ro', '/srv'],
        ...(sandbox.first === true ? ['--as-pid-1'] : []),
        '--',
        // bwrap's own way leaves a program of root's all it had: exec(2) gives it back what the bounding set allows
        ...['setpriv', '--no-new-privs', '--inh-caps=-all'],
        ...(sandbox.unprivileged === true
            ? []
            : [`--bounding-set=${['-all', ...sandbox.capabilities.map(name => `+${name}`)].join(',')}`]),
        '--',
        ...argv,
    ];
}

/** The name of the program that an argument vector runs, in a sandbox or not. */
export function programOf(argv: readonly string[]): string {
    const before = argv[0] === 'bwrap' ? argv.indexOf('--', argv.indexOf('--') + 1) + 1 : 0;
    return (argv[before] ?? '').replace(/^.*\//, '');
}

/** The folders above the binds, outer ones first. */
function folders(binds: readonly Bind[]): readonly string[] {
    const all = binds.flatMap(({ to }) => {
        const names = to.split('/').slice(1, -1);
        return names.map((_, depth) => `/${names.slice(0, depth + 1).join('/')}`);
    });
    return [...new Set(all)].sort();
}
