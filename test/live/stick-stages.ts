// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { progress } from '../lab/progress.js';
import type { VirtualMachine } from '../lab/virtual-machine.js';
import {
    checkAsBefore,
    checkFromMemory,
    checkMediumOverNfs,
    checkUnreachable,
    shareByHand,
    startAndCheck,
} from './common.js';
import { makeLiveLab, type LiveLab } from './live-lab.js';
import type { SharingSession } from './common.js';
import type { Stage } from './stage.js';
import { copiedStick, persistentStick, PRIVATE, stickDevices } from './sticks.js';

const MAC = '52:54:00:4c:4c:04';

async function stopAndCheck(lab: LiveLab, session: SharingSession): Promise<void> {
    await session.stopSharing();
    await checkAsBefore(lab.sharing, session.before);
}

/** Adds a word to the parameters of the medium's first entry, as its menu lets people do with the tabulator key. */
function withParameter(word: string): (vm: VirtualMachine) => Promise<void> {
    return async vm => {
        await vm.console.waitFor(/ISOLINUX/, 60_000);
        // until its menu takes keys
        await new Promise(resolve => setTimeout(resolve, 2000));
        await vm.press('tab', 'spc', ...word, 'ret');
    };
}

export const persistenceStage: Stage = {
    name: 'persistence',
    what: 'from a stick with a partition that keeps what is written: nothing of that is reached by a client',
    run: async ({ scope, folder, medium }) => {
        const stick = join(folder, 'stick.img');
        scope.defer(() => rm(stick, { force: true }));
        await persistentStick(stick, medium);
        const lab = await makeLiveLab(scope, folder, {
            from: 'disk',
            devices: stickDevices(stick),
            atStart: withParameter('persistence'),
        });
        const { check } = lab.sharing.computer;
        const kept = (await check(['find', '/run/live/persistence', '-name', PRIVATE.name])).trim();
        assert.ok(kept.endsWith(PRIVATE.name), 'the partition is in use');
        const session = await shareByHand(lab.sharing);
        const client = await startAndCheck(lab, session, {
            folder: join(folder, 'client'),
            mac: MAC,
            firmware: 'bios',
        });
        await checkMediumOverNfs(client, medium);
        await checkUnreachable(client, lab, [kept, PRIVATE.name]);
        await client.vm.quit();
        await stopAndCheck(lab, session);
    },
};

export const copiedStage: Stage = {
    name: 'copied',
    what: 'from a FAT stick that the files were copied to, beside a private one: clients run from memory, and cannot get that',
    run: async ({ scope, folder, medium }) => {
        const stick = join(folder, 'stick.img');
        scope.defer(() => rm(stick, { force: true }));
        await copiedStick(stick, medium);
        const lab = await makeLiveLab(scope, folder, {
            firmware: 'uefi',
            from: 'disk',
            devices: stickDevices(stick),
        });
        const session = await shareByHand(lab.sharing);
        await session.untilText('The medium holds other files', 10_000);
        const client = await startAndCheck(lab, session, {
            ...{ folder: join(folder, 'client'), mac: MAC, firmware: 'bios', memoryMiB: 3072 },
        });
        await checkFromMemory(client);
        await checkUnreachable(client, lab, [`/run/live/medium/${PRIVATE.name}`, PRIVATE.name]);
        await session.untilText('Runs from its own memory', 60_000);
        await client.vm.quit();
        await stopAndCheck(lab, session);
    },
};

export const toRamStage: Stage = {
    name: 'toram',
    what: 'from memory, the CD being out: clients run from memory, too',
    run: async ({ scope, folder, medium }) => {
        const lab = await makeLiveLab(scope, folder, {
            from: { cd: medium },
            memoryMiB: 4096,
            atStart: withParameter('toram'),
        });
        progress('the sharing machine runs from memory');
        const session = await shareByHand(lab.sharing);
        const client = await startAndCheck(lab, session, {
            ...{ folder: join(folder, 'client'), mac: MAC, firmware: 'bios', memoryMiB: 3072 },
        });
        await checkFromMemory(client);
        await client.vm.quit();
        await stopAndCheck(lab, session);
    },
};
