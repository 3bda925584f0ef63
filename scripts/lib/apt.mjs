// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Installs Debian packages without starting or enabling any server of theirs: we want the programs, not an NFS or web
// server on this machine. Run as root: node apt.mjs PACKAGE…
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';

/** What invoke-rc.d and deb-systemd-invoke ask before they start anything. */
const guard = '/usr/sbin/policy-rc.d';
const guardText =
    '#!/bin/sh\n# Put here by the set-up of share-live, for as long as it installs packages.\nexit 101\n';

/** Units that a package would have start at the next boot, were they newly installed. */
const units = {
    nginx: ['nginx.service'],
    rpcbind: ['rpcbind.socket', 'rpcbind.service'],
    'nfs-kernel-server': ['nfs-server.service'],
    'nfs-common': ['nfs-client.target'],
    'nfs-ganesha': ['nfs-ganesha.service', 'nfs-ganesha-lock.service'],
    firewalld: ['firewalld.service'],
    ufw: ['ufw.service'],
    'network-manager': ['NetworkManager.service', 'NetworkManager-wait-online.service'],
};

let interrupted = false;

/**
 * @param {string[]} args
 * @returns {boolean} whether it succeeded
 */
function apt(...args) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1' };
    const options = ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0'];
    const { status, signal } = spawnSync('apt-get', [...options, ...args], { stdio: 'inherit', env });
    interrupted ||= signal !== null;
    return status === 0;
}

/** @param {string} name */
function isInstalled(name) {
    const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status}', name], {
        encoding: 'utf8',
    });
    return stdout === 'installed';
}

/**
 * Whether apt knows all of them: a fresh container has no package lists yet.
 * @param {string[]} packages
 */
function areKnown(packages) {
    const { stdout } = spawnSync('apt-cache', ['policy', ...packages], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C' },
    });
    return (stdout.match(/^ {2}Candidate: (?!\(none\))/gm) ?? []).length === packages.length;
}

/**
 * Runs with the guard in place. One of the administrator's own stays as it is; one that a killed set-up left is ours.
 * @param {() => boolean} body
 */
function guarded(body) {
    const foreign = existsSync(guard) && readFileSync(guard, 'utf8') !== guardText;
    if (foreign) console.log(`${guard} exists: it decides whether new services start now.`);
    // With a handler a signal does not end us: Ctrl-C ends apt-get, others wait for it, and the guard is taken away.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
    try {
        if (!foreign) writeFileSync(guard, guardText, { mode: 0o755 });
        return body();
    } finally {
        if (!foreign) unlinkSync(guard);
    }
}

/** @param {string[]} names packages that were not there before */
function disableUnits(names) {
    // Without systemd nothing starts them.
    if (!existsSync('/run/systemd/system')) return;
    const wanted = Object.entries(units).flatMap(([name, its]) => (names.includes(name) ? its : []));
    const enabled = wanted.filter(unit => spawnSync('systemctl', ['-q', 'is-enabled', unit]).status === 0);
    if (enabled.length === 0) return;
    spawnSync('systemctl', ['-q', 'disable', ...enabled], { stdio: 'inherit' });
    console.log(`Newly installed and not to start by themselves: ${enabled.join(' ')}`);
    console.log('To have one after all: systemctl enable --now UNIT');
}

const packages = process.argv.slice(2);
const absent = Object.keys(units).filter(name => !isInstalled(name));
const install = () => apt('install', '-y', '--no-install-recommends', ...packages);
const installed = guarded(() => {
    const known = areKnown(packages);
    if (!known && !apt('update')) return false;
    // Old lists name versions that the archive no longer has.
    return install() || (known && !interrupted && apt('update') && install());
});
disableUnits(absent.filter(isInstalled));
process.exit(installed ? 0 : 1);
