// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Computer } from '../test/lab/machine.js';
import { runChecked } from '../test/lab/process.js';
import { checked } from './checked.js';
import { startServer } from './server.js';

/** Where Debian keeps the loader (package pxelinux). */
const PXELINUX = '/usr/lib/PXELINUX/pxelinux.0';

export interface ByHandOptions {
    /** Nothing else serves NFS there. */
    readonly machine: Computer;
    readonly interface: string;
    /** The machine's address on the interface, already there; clients get .50 to .200 of its /24. */
    readonly address: string;
    readonly image: string;
    /** Where the image's files are unpacked; it exists, is empty, and everybody may enter it. */
    readonly folder: string;
}

export interface ByHand {
    /** Resolves with the time (milliseconds since 1970) at which a client first got an address. */
    readonly firstLease: Promise<number>;
}

/**
 * Shares a live-boot image the way the specification (LiveCDShareThisCD) describes its prototype: pxelinux.0, the
 * medium's own menu, kernel and initrd by TFTP, the root over NFS, all edited and started by hand. dnsmasq stands for
 * dhcpd and atftpd, nfs-ganesha for the kernel's NFS server, unpacked files for the loop mount: that runs on every
 * kernel. Everything ends with the machine.
 *
 * @returns when all servers serve
 */
export async function shareByHand(options: ByHandOptions): Promise<ByHand> {
    const { machine, address, image, folder } = options;
    const medium = join(folder, 'medium');
    const tftp = join(folder, 'tftp');
    await mkdir(medium);
    await runChecked(['bsdtar', '-xf', image, '-C', medium]);
    await makeTftpTree(medium, tftp, address);
    await startNfs(machine, address, medium, folder);
    return startDnsmasq(options, tftp);
}

/** The medium's isolinux folder is nearly all that pxelinux needs: other place, other name, where the root is. */
async function makeTftpTree(medium: string, tftp: string, address: string): Promise<void> {
    await cp(join(medium, 'isolinux'), tftp, { recursive: true });
    await runChecked(['chmod', '-R', 'u+w', tftp]);
    await cp(PXELINUX, join(tftp, 'pxelinux.0'));
    await mkdir(join(tftp, 'pxelinux.cfg'));
    await rename(join(tftp, 'isolinux.cfg'), join(tftp, 'pxelinux.cfg/default'));
    await mkdir(join(tftp, 'live'));
    for (const name of ['vmlinuz', 'initrd.img'])
        await cp(join(medium, 'live', name), join(tftp, 'live', name));
    const menu = join(tftp, 'live.cfg');
    const text = await readFile(menu, 'utf8');
    const edited = text.replace(/boot=live\b/g, `boot=live netboot=nfs nfsroot=${address}:${medium}`);
    if (edited === text) throw new Error('the menu of the image has no live entry');
    await writeFile(menu, edited);
}

async function startNfs(machine: Computer, address: string, medium: string, folder: string): Promise<void> {
    // It goes to the background when it serves.
    await checked(machine, ['rpcbind', '-h', address]);
    const config = join(folder, 'ganesha.conf');
    await writeFile(
        config,
        `NFS_CORE_PARAM {
    Protocols = 3;
    Bind_addr = ${address};
    mount_path_pseudo = false;
    Allow_Set_Io_Flusher_Fail = true;
    Enable_NLM = false;
    Enable_RQUOTA = false;
}
EXPORT {
    Export_Id = 1;
    Path = ${medium};
    Pseudo = /medium;
    Protocols = 3;
    Access_Type = RO;
    Squash = All_Squash;
    SecType = sys;
    FSAL { Name = VFS; }
}
`,
    );
    const ganesha = [
        'ganesha.nfsd',
        '-F',
        '-f',
        config,
        '-L',
        '/dev/stderr',
        '-p',
        join(folder, 'ganesha.pid'),
    ];
    await startServer(machine, ganesha, /NFS SERVER INITIALIZED/);
}

async function startDnsmasq(options: ByHandOptions, tftp: string): Promise<ByHand> {
    const network = options.address.replace(/\.\d+$/, '');
    let lease: (at: number) => void = () => undefined;
    const firstLease = new Promise<number>(resolve => (lease = resolve));
    await startServer(
        options.machine,
        [
            ...[
                'dnsmasq',
                '--keep-in-foreground',
                '--conf-file=/dev/null',
                '--pid-file=',
                '--log-facility=-',
            ],
            ...[`--interface=${options.interface}`, '--bind-interfaces', '--port=0'],
            ...[
                `--dhcp-range=${network}.50,${network}.200`,
                `--dhcp-leasefile=${join(options.folder, 'leases')}`,
            ],
            ...['--dhcp-boot=pxelinux.0', '--enable-tftp', `--tftp-root=${tftp}`],
        ],
        /dnsmasq-tftp/,
        line => {
            if (line.includes('DHCPACK(')) lease(Date.now());
        },
    );
    return { firstLease };
}
