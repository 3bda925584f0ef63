// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { execFileSync } from 'node:child_process';
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    readlinkSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { initramfsToolsFiles } from '../../../src/backend/clients/initramfs-tools.js';

/** A client whose root file system has just been mounted, in a folder of ours. */
export interface InRoot {
    /** By their path in the client's initramfs; the root is at /root. */
    readonly read: (path: string) => string;
    /** What a symbolic link says. */
    readonly link: (path: string) => string;
    readonly exists: (path: string) => boolean;
    readonly close: () => void;
}

export const ENDPOINT = {
    address: '10.77.0.1',
    httpPort: 8060,
    exportPath: '/run/share-live/medium',
    rootPaths: ['/root-0.squashfs'],
    image: null,
};

export interface RunOptions {
    readonly shell?: string | undefined;
    /** What the programs that it asks do, by their names: shell. */
    readonly answers?: Readonly<Record<string, string>>;
}

/**
 * Runs the script `init-bottom` with the client's root, /run, /proc and /sys in a folder.
 *
 * @param files by their path in the initramfs
 * @param programs of the root, by their path in there
 */
export function runInRoot(
    files: Readonly<Record<string, string>>,
    programs: readonly string[] = [],
    { shell = 'dash', answers = {} }: RunOptions = {},
): InRoot {
    const folder = mkdtempSync(join(tmpdir(), 'share-live-test-'));
    mkdirSync(join(folder, 'root/etc'), { recursive: true });
    mkdirSync(join(folder, 'run'));
    const all = { 'proc/cmdline': 'quiet\n', 'proc/mounts': 'proc /proc proc rw 0 0\n', ...files };
    for (const [path, text] of Object.entries(all)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
    }
    for (const path of programs) {
        mkdirSync(dirname(join(folder, 'root', path)), { recursive: true });
        symlinkSync('/bin/true', join(folder, 'root', path));
    }
    const script = initramfsToolsFiles(ENDPOINT)
        .find(({ path }) => path === 'share-live/init-bottom')
        ?.text.replace(
            /(?<![\w}$])\/(run|proc|sys|share-live)\//g,
            (_, name: string) => `${folder}/${name}/`,
        );
    // nothing of this machine is to be asked or changed: what is asked of programs is written down, by their names
    const harmless = ['sh', 'chroot', 'ip', 'nfsmount', 'sleep']
        .map(name => `${name}() { echo "$*" >>${folder}/asked-of-${name}; ${answers[name] ?? ''}\n}\n`)
        .join('');
    execFileSync(shell, [], { input: `${harmless}${script}`, env: { rootmnt: join(folder, 'root') } });
    return {
        read: path => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : ''),
        link: path => readlinkSync(join(folder, path)),
        exists: path => existsSync(join(folder, path)),
        close: () => rmSync(folder, { recursive: true }),
    };
}
