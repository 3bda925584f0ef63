// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import type { ClientReply, Reply } from '../../src/backend/protocol/messages.js';
import { progress } from '../lab/progress.js';
import { isReady, type Share } from '../lab/share.js';
import { makeSharingVm, type SharingVm } from '../lab/sharing-vm.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';
import type { BootCase, CaseContext } from './boot-case.js';
import { checkStop, LOGIN_MS, readyShare } from './common.js';

const FIRST = '52:54:00:4c:49:40';
const SECOND = '52:54:00:4c:49:41';

/** Where the person keeps the clients' files. */
const FOLDER = '/srv/kept';
const FILE = '/home/letter.txt';

const KILLS = 20;

/** From when a client begins to write until its power is cut: another time each time. */
const WRITING_MS = 3000;

export const keptFiles: BootCase = {
    name: 'kept-files',
    what: `a client's files are there after its restart, after the share's, and after its power was cut ${KILLS} times while it wrote; another client cannot read them`,
    minutes: 60,
    run: async context => {
        const { scope, folder, image } = context;
        const lab = await makeSharingVm(scope, folder, image);
        const { check } = lab.sharing;
        await check(['modprobe', '--all', 'nfsd', 'nfsv3', 'isofs', 'loop', 'ext4']);
        await check(['mkdir', FOLDER]);
        const before = await lab.snapshot();
        const inside = { ...context, image: lab.medium };

        const share = await readyShare(lab, inside, { options: ['--keep', FOLDER] });
        let client = await start(lab, share, inside, FIRST, 'first');
        await client.console.ask(`echo 'for my bank only' >${FILE} && chmod 600 ${FILE} && sync`);
        await client.quit();
        client = await start(lab, share, inside, FIRST, 'again');
        assert.match(await client.console.ask(`cat ${FILE}`), /for my bank only/);
        progress('the file is there after a restart of the client');
        await client.quit();
        await checkOther(lab, share, inside);
        await checkStop(share, lab, before);

        const second = await readyShare(
            lab,
            { ...inside, folder: join(folder, 'second') },
            { options: ['--keep', FOLDER] },
        );
        for (let kill = 1; kill <= KILLS; kill++) {
            client = await start(lab, second, inside, FIRST, `kill-${kill}`);
            assert.match(await client.console.ask(`cat ${FILE}`), /for my bank only/);
            client.console.send(
                `while :; do dd if=/dev/urandom of=/home/$RANDOM bs=64k count=$((RANDOM % 20)) conv=fsync; done\n`,
            );
            await setTimeout(WRITING_MS + (kill % 7) * 300);
            await client.quit();
            progress(`its power was cut while it wrote (${kill} of ${KILLS})`);
        }
        await checkStop(second, lab, before);
        const store = join(FOLDER, `${FIRST.replaceAll(':', '-')}.img`);
        await check(['e2fsck', '-f', '-n', store]);
        progress('the store is whole');
    },
};

/** Switches a client on; it has its own store. */
async function start(
    lab: SharingVm,
    share: Share,
    { folder }: CaseContext,
    mac: string,
    name: string,
): Promise<VirtualMachine> {
    const client = await lab.startClient({ folder: join(folder, name), memoryMiB: 768, mac });
    await client.console.logIn(LOGIN_MS);
    assert.match(await client.console.ask('findmnt --noheadings --output FSTYPE /home'), /^nfs$/m);
    await share.waitFor(keepsFiles(mac), 'its files are said to be kept', 30_000);
    return client;
}

/** Another client has a store of its own, and no other. */
async function checkOther(lab: SharingVm, share: Share, context: CaseContext): Promise<void> {
    const { address } = await share.waitFor(isReady, 'ready', 0);
    const client = await start(lab, share, context, SECOND, 'other');
    assert.doesNotMatch(await client.console.ask('ls -A /home'), /letter/);
    await client.console.ask('echo mine >/home/own.txt');
    // as root in there, with what a live system has on board
    const look = (mac: string): Promise<string> => {
        const store = `${address}:/run/share-live/stores/${mac.replaceAll(':', '-')}`;
        const mount = `busybox mount -t nfs -o vers=3,nolock ${store} /mnt`;
        return client.console.ask(`${mount} 2>&1; ls -A /mnt; umount /mnt 2>&1; echo looked`);
    };
    assert.match(await look(SECOND), /own\.txt/);
    assert.doesNotMatch(await look(FIRST), /letter/);
    await client.quit();
    progress('another client cannot read it');
}

const keepsFiles =
    (mac: string) =>
    (reply: Reply): reply is ClientReply =>
        reply.type === 'client' && reply.client.mac === mac && reply.client.keeps;
