// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { checksum } from '../lab/image.js';
import { progress } from '../lab/progress.js';
import { isReady, type Share } from '../lab/share.js';
import { makeSharingVm, UPLINK_ADDRESS, type SharingVm } from '../lab/sharing-vm.js';
import type { BootCase, CaseContext } from './boot-case.js';
import { checkClient, checkStop, LOGIN_MS, readyShare } from './common.js';
import { checkKills } from './killed.js';
import { checkCut, checkOverNfs, ROOT } from './nfs-root.js';

const MAC = '52:54:00:4c:49:03';

/** As the initramfs of a client does it. */
const MOUNT = ['mount', '-t', 'nfs', '-o', 'vers=3,nolock,ro'];

export const biosNfsKernel: BootCase = {
    name: 'bios-nfs-kernel',
    what: 'as bios-nfs and killed, the sharing side a Debian with systemd and the kernel’s NFS server',
    minutes: 10,
    run: async context => {
        const { scope, folder, image } = context;
        const lab = await makeSharingVm(scope, folder, image);
        progress('the sharing machine has started');
        const inside = { ...context, image: lab.medium };
        // Loaded modules stay; loaded before, their settings are seen in both snapshots.
        await lab.sharing.check(['modprobe', '--all', 'nfsd', 'nfsv3', 'isofs', 'loop']);

        const before = await lab.snapshot();
        const share = await readyShare(lab, inside);
        const client = await lab.startClient({ folder, memoryMiB: 1024, mac: MAC });
        await client.console.logIn(LOGIN_MS);
        progress('logged in');
        await client.screenshot('login');
        await checkClient(share, client, MAC);
        await checkOverNfs(client);
        await checkCut(lab, client, await checksum(image, ROOT));
        await checkStop(share, lab, before);
        await client.quit();

        // Their logs are not to replace the first one's.
        await checkKilledServer(lab, { ...inside, folder: join(folder, 'killed') });
    },
};

export const ownServer: BootCase = {
    name: 'own-server',
    what: 'beside the NFS server that the sharing Debian runs already: the medium is one more export, also when the share is killed',
    minutes: 8,
    run: async context => {
        const { scope, folder, image } = context;
        const lab = await makeSharingVm(scope, folder, image);
        await lab.sharing.check(['modprobe', '--all', 'nfsd', 'nfsv3', 'isofs', 'loop']);
        await checkBesideOwnServer(lab, { ...context, image: lab.medium, folder: join(folder, 'shares') });
    },
};

/** The share's own server: nothing of it is left in the kernel. */
async function checkKilledServer(lab: SharingVm, context: CaseContext): Promise<void> {
    const changed = [
        'what the NFS server has cached',
        'settings of the NFS server',
        'registrations at rpcbind',
    ];
    await checkKills(lab, context, changed, share => readOnce(lab, share));
}

/** The computer's owner has a server and a client of it: the medium is one more export, and that is taken back. */
async function checkBesideOwnServer(lab: SharingVm, context: CaseContext): Promise<void> {
    const { check } = lab.sharing;
    const own = { file: '/srv/own', mount: '/mnt' };
    await check(['systemctl', 'start', 'nfs-server']);
    await check(['cp', '/etc/os-release', own.file]);
    await check(['exportfs', '-o', 'ro,no_subtree_check', `${UPLINK_ADDRESS}:/srv`]);
    await check([...MOUNT, `${UPLINK_ADDRESS}:/srv`, own.mount]);

    // Reads anew, so that the kernel knows the owner's export again after its cache was flushed.
    const read = async (): Promise<void> => {
        await check(['sysctl', '--quiet', 'vm.drop_caches=3']);
        assert.match(await check(['cat', `${own.mount}/own`]), /^ID=debian$/m);
    };
    const serving: SharingVm = {
        ...lab,
        snapshot: async () => {
            await read();
            return lab.snapshot();
        },
    };
    const before = await serving.snapshot();
    const share = await readyShare(serving, context);
    await readOnce(serving, share);
    await checkStop(share, serving, before);
    await checkKills(serving, context, ['what the NFS server has cached'], other => readOnce(serving, other));
}

/** A client reads something and goes: from then on the kernel has the export in its cache, which holds the medium. */
async function readOnce(lab: SharingVm, share: Share): Promise<void> {
    const { address } = await share.waitFor(isReady, 'ready', 0);
    const folder = '/media/client';
    await lab.sharing.check(['mkdir', '-p', folder]);
    const exports = await lab.sharing.check(['showmount', '--no-headers', '--exports', address ?? '']);
    const path = /^\/run\/share-live\/\S+/m.exec(exports)?.[0];
    assert.ok(path, `the medium is exported: ${exports}`);
    await lab.sharing.check([...MOUNT, `${address}:${path}`, folder]);
    await lab.sharing.check(['sha256sum', `${folder}/live/vmlinuz`]);
    await lab.sharing.check(['umount', folder]);
}
