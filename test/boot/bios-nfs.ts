// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { checksum } from '../lab/image.js';
import { firewalldZones, loadDefaultDrop, startFirewalld } from '../lab/firewalls.js';
import { makeLab, OUTSIDE } from '../lab/lab.js';
import { progress } from '../lab/progress.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';
import type { BootCase } from './boot-case.js';
import { checkClient, checkStop, LOGIN_MS, readyShare } from './common.js';
import { checkCut, checkOverNfs, ROOT } from './nfs-root.js';

const MAC = '52:54:00:4c:49:01';
export const biosNfs: BootCase = {
    name: 'bios-nfs',
    what: 'a BIOS client with 1 GiB of RAM runs over NFS, past firewalld and rules that drop all, also when the cable is out for 60 s; Ctrl-C',
    minutes: 4,
    run: async context => {
        const { scope, folder, image } = context;
        const lab = await makeLab(scope);
        await startFirewalld(lab.sharing);
        await loadDefaultDrop(lab.sharing);
        const before = await lab.snapshot();
        const zones = await firewalldZones(lab.sharing);
        const share = await readyShare(lab, context);
        const client = await lab.startClient({ folder, memoryMiB: 1024, mac: MAC });
        await client.console.logIn(LOGIN_MS);
        progress('logged in');
        await client.screenshot('login');

        await checkClient(share, client, MAC);
        await checkOverNfs(client);
        await checkOutside(client);
        await checkCut(lab, client, await checksum(image, ROOT));
        await checkOutside(client);

        // It still runs when the share ends, as a careless person's would.
        await checkStop(share, lab, before);
        assert.equal(await firewalldZones(lab.sharing), zones);
    },
};

/** Names and connections beyond the sharing machine. */
async function checkOutside({ console }: VirtualMachine): Promise<void> {
    assert.match(
        await console.ask(`getent ahostsv4 ${OUTSIDE.name}`),
        new RegExp(`^${OUTSIDE.address}\\s`, 'm'),
    );
    await console.ask(`timeout 20 bash -c 'exec 3<>/dev/tcp/${OUTSIDE.address}/53'`);
}
