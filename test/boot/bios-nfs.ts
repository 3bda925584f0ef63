// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import { checksum } from '../lab/image.js';
import { makeLab, OUTSIDE, type Lab } from '../lab/lab.js';
import { progress } from '../lab/progress.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';
import type { BootCase } from './boot-case.js';
import { checkClient, checkStop, LOGIN_MS, readyShare } from './common.js';

const MAC = '52:54:00:4c:49:01';
const ROOT = 'live/filesystem.squashfs';

/** How long the cable is out: longer than anything on the way remembers by itself. */
const CUT_MS = 30_000;

/** For TCP to find out that the cable is back, and to read the root again. */
const RECOVERY_MS = 180_000;

export const biosNfs: BootCase = {
    name: 'bios-nfs',
    what: 'a BIOS client with 1 GiB of RAM runs over NFS, also when the cable is out for 30 s, twice; Ctrl-C',
    minutes: 5,
    run: async context => {
        const { scope, folder, image } = context;
        const lab = await makeLab(scope);
        const before = await lab.snapshot();
        const share = await readyShare(lab, context);
        const client = await lab.startClient({ folder, memoryMiB: 1024, mac: MAC });
        await client.console.logIn(LOGIN_MS);
        progress('logged in');
        await client.screenshot('login');

        await checkClient(share, client, MAC);
        assert.match(
            await client.console.ask('findmnt --noheadings --output FSTYPE /run/live/medium'),
            /^nfs$/m,
        );
        await checkOutside(client);
        const whole = await checksum(image, ROOT);
        for (const time of ['once', 'twice']) {
            progress(`the cable is out for ${CUT_MS / 1000} s (${time})`);
            await checkCut(lab, client, whole);
        }
        await checkOutside(client);

        // It still runs when the share ends, as a careless person's would.
        await checkStop(share, lab, before);
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

/** Cuts the cable while the client reads its root afresh; what it reads is right all the same. */
async function checkCut(lab: Lab, client: VirtualMachine, whole: string): Promise<void> {
    await client.console.ask('sync; echo 3 >/proc/sys/vm/drop_caches');
    let done = false;
    const reading = client.console.ask(`sha256sum /run/live/medium/${ROOT}`, CUT_MS + RECOVERY_MS);
    // Both machines lose the carrier, as with a cable between them.
    await Promise.all([lab.plug(false), client.setLink(false)]);
    const end = (): boolean => (done = true);
    reading.then(end, end);
    await setTimeout(CUT_MS);
    assert.equal(done, false, 'the client was still reading when the cable was out');
    await Promise.all([lab.plug(true), client.setLink(true)]);
    assert.match(await reading, new RegExp(`^${whole} `, 'm'));
}
