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
    /** Linux capabilities that are left, e.g. `CAP_NET_BIND_SERVICE`; none of the others can be had again. */
    readonly capabilities: readonly string[];
}

/**
 * The argument vector that runs an engine in bubblewrap (bwrap(1)): it sees the operating system's programs and the
 * binds, both read-only, has its own process namespace, and dies with the helper, however that ends.
 */
export function sandboxed(sandbox: Sandbox, argv: readonly string[]): readonly string[] {
    return [
        'bwrap',
        ...[
            '--unshare-pid',
            '--unshare-ipc',
            '--unshare-uts',
            '--die-with-parent',
            '--new-session',
            '--clearenv',
        ],
        ...['--setenv', 'PATH', '/usr/sbin:/usr/bin', '--setenv', 'LANG', 'C.UTF-8'],
        ...['--ro-bind', '/usr', '/usr'],
        ...['lib', 'lib64', 'bin', 'sbin'].flatMap(name => ['--symlink', `usr/${name}`, `/${name}`]),
        // who `nobody` is, and where the libraries are
        ...['/etc/passwd', '/etc/group', '/etc/netconfig', '/etc/ld.so.cache'].flatMap(path => [
            '--ro-bind-try',
            path,
            path,
        ]),
        ...[
            '--proc',
            '/proc',
            '--dev',
            '/dev',
            '--tmpfs',
            '/tmp',
            '--tmpfs',
            '/run',
            '--tmpfs',
            '/srv',
            '--tmpfs',
            '/var',
        ],
        ...['--symlink', '/run', '/var/run'],
        ...sandbox.binds.flatMap(bind => [
            bind.writable === true ? '--bind' : '--ro-bind',
            bind.from,
            bind.to,
        ]),
        ...['--remount-ro', '/srv'],
        ...['--cap-drop', 'ALL', ...sandbox.capabilities.flatMap(name => ['--cap-add', name])],
        '--',
        ...argv,
    ];
}
