// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { progress } from '../lab/progress.js';
import { makeSharingVm } from '../lab/sharing-vm.js';
import type { BootCase } from './boot-case.js';
import { checkClient, checkStop, LOGIN_MS, readyShare } from './common.js';
import { checkKills } from './killed.js';
import { checkCuts, checkOverNfs } from './nfs-root.js';

const MAC = '52:54:00:4c:49:03';

export const biosNfsKernel: BootCase = {
    name: 'bios-nfs-kernel',
    what: 'as bios-nfs and killed, the sharing side a Debian with systemd and the kernel’s NFS server',
    minutes: 9,
    run: async context => {
        const { scope, folder, image } = context;
        const lab = await makeSharingVm(scope, folder, image);
        progress('the sharing machine has started');
        const inside = { ...context, image: lab.medium };
        // Loaded modules stay; loaded before, their settings are seen in both snapshots.
        await lab.sharing.check(['modprobe', '--all', 'nfsd', 'isofs', 'loop']);

        const before = await lab.snapshot();
        const share = await readyShare(lab, inside);
        const client = await lab.startClient({ folder, memoryMiB: 1024, mac: MAC });
        await client.console.logIn(LOGIN_MS);
        progress('logged in');
        await client.screenshot('login');
        await checkClient(share, client, MAC);
        await checkOverNfs(client);
        await checkCuts(lab, client, image);
        await checkStop(share, lab, before);
        await client.quit();

        await checkKills(lab, inside, [...KERNEL_NFS, 'settings of the NFS server']);

        // A server of the computer's owner: the medium is one more of its exports, and that is taken back.
        await lab.sharing.check(['systemctl', 'start', 'nfs-server']);
        await lab.sharing.check(['exportfs', '-o', 'ro,no_subtree_check', '192.0.2.0/24:/srv']);
        await checkKills(lab, inside, [...HOST_NFS]);
    },
};
