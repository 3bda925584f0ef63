// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { copyFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ProblemCode } from '../../../src/backend/protocol/problem.js';
import type { Machine } from '../../lab/machine.js';
import { runChecked } from '../../lab/process.js';
import { waitUntilAsBefore } from '../../lab/snapshot.js';
import type { SharePlan } from '../../../src/backend/share/types.js';
import type { Case } from '../case.js';
import {
    expectProblem,
    IMAGE,
    INIT,
    isProblem,
    isSendImage,
    openMedium,
    startHelper,
    stop,
    withLab,
    type Helper,
    type SendOptions,
} from '../helper.js';
import { LIVE_TREE, makeIso, patch, withFolder, type Tree } from '../images.js';
import { SHARE_OPTIONS } from '../../support/share-options.js';

const PATIENCE_MS = 20_000;

/** The janitor takes a moment to see that there is nothing to do. */
const UNDO_MS = 10_000;

/** ISO 9660's first volume descriptor with nothing behind it. */
function garbage(): Buffer {
    const bytes = Buffer.alloc(1024 * 1024, 0xa5);
    bytes.fill(0, 32_768, 34_816).write('\x01CD001\x01', 32_768, 'latin1');
    bytes.writeUInt32LE(bytes.length / 2048, 32_768 + 80);
    bytes.writeUInt16LE(2048, 32_768 + 128);
    // its root folder leads to the garbage
    bytes.writeUInt8(34, 32_768 + 156);
    bytes.writeUInt32LE(100, 32_768 + 156 + 2);
    bytes.writeUInt32LE(0xffff_f800, 32_768 + 156 + 10);
    return bytes;
}

/** Makes what can be sent instead of an image. @returns each with how it is opened and what is said of it */
async function others(
    folder: string,
    image: string,
): Promise<readonly (readonly [path: string, how: SendOptions, code: ProblemCode])[]> {
    const path = (name: string): string => join(folder, name);
    const fifo = path('fifo');
    await runChecked(['mkfifo', fifo]);
    await writeFile(path('empty'), '');
    await writeFile(path('text'), 'not an image\n'.repeat(10_000));
    await writeFile(path('garbage'), garbage());
    await copyFile(image, path('truncated'));
    await truncate(path('truncated'), 2_000_000);
    const data = await makeIso(folder, { 'data/file': 'x'.repeat(400_000) }, { name: 'data' });
    const { 'live/vmlinuz': _, ...rest } = LIVE_TREE;
    const kernelless = await makeIso(folder, rest, { name: 'kernelless' });
    return [
        [fifo, { open: '<>' }, 'image-not-a-file'],
        ['/dev/null', {}, 'image-not-a-file'],
        ['/dev/zero', {}, 'image-not-a-file'],
        ['/dev/loop-control', {}, 'image-not-a-file'],
        [folder, {}, 'image-not-a-file'],
        ['/proc/self/ns/net', {}, 'image-damaged'],
        ['/proc/self/mem', {}, 'image-damaged'],
        ['/etc/hostname', {}, 'image-damaged'],
        [image, { open: '<>' }, 'image-writable'],
        [image, { open: '>>' }, 'image-writable'],
        [path('empty'), {}, 'image-damaged'],
        [path('text'), {}, 'image-not-live'],
        [path('garbage'), {}, 'image-damaged'],
        [path('truncated'), {}, 'image-damaged'],
        [data, {}, 'image-not-live'],
        [kernelless, {}, 'no-boot-files'],
    ];
}

export const descriptorCases: readonly Case[] = [
    {
        name: 'descriptors: what is no image of a live system is refused for what it is',
        run: () =>
            withFolder(folder =>
                withLab(async ({ sharing, snapshot }) => {
                    const image = await makeIso(folder, LIVE_TREE);
                    const wrong = await others(folder, image);
                    const before = await snapshot();
                    for (const [path, how, code] of wrong) {
                        const helper = await asked(sharing);
                        await helper.sendDescriptor(path, how);
                        await expectRefused(helper, path, code);
                    }
                    await withLoopDevice(sharing, image, async device => {
                        const helper = await asked(sharing);
                        await helper.sendDescriptor(device);
                        await expectRefused(helper, device, 'image-not-a-file');
                    });
                    // after each of them a good one is taken
                    const helper = await asked(sharing);
                    await helper.sendDescriptor('/dev/null');
                    await helper.waitFor(isProblem, 'the problem', PATIENCE_MS);
                    helper.send(IMAGE);
                    await eventuallyAsked(helper, 2);
                    await helper.sendDescriptor(image);
                    await helper.waitFor(reply => reply.type === 'medium', 'medium', PATIENCE_MS);
                    assert.equal(await stop(helper), 0);
                    await waitUntilAsBefore(snapshot, before, UNDO_MS);
                }),
            ),
    },
    {
        name: 'descriptors: none, or two, where one was promised, ends the helper',
        run: () =>
            withFolder(folder =>
                withLab(async ({ sharing, snapshot }) => {
                    const image = await makeIso(folder, LIVE_TREE);
                    const before = await snapshot();
                    const none = await asked(sharing);
                    await none.write('\0');
                    await expectProblem(none, 'bad-request');
                    const request = await asked(sharing);
                    request.send({ type: 'stop' });
                    await expectProblem(request, 'bad-request');
                    const two = await asked(sharing);
                    await two.sendDescriptor(image, { times: 2 });
                    await expectProblem(two, 'bad-request');
                    const gone = await asked(sharing);
                    gone.hangUp();
                    assert.equal((await gone.ended).status, 0);
                    // one that nobody has asked for is a byte too many
                    const early = startHelper(sharing);
                    early.send(INIT);
                    await early.sendDescriptor(image);
                    early.send(IMAGE);
                    await expectProblem(early, 'bad-request');
                    await waitUntilAsBefore(snapshot, before, UNDO_MS);
                }),
            ),
    },
    {
        name: 'descriptors: nothing that a medium calls its files gets into what is served',
        run: () =>
            withFolder(folder =>
                withLab(async ({ sharing, snapshot }) => {
                    const image = await hostileImage(folder);
                    const before = await snapshot();
                    const helper = startHelper(sharing);
                    const { medium } = await openMedium(helper, image);
                    assert.match(medium.name, /^[ -~]+$/);
                    helper.send({
                        type: 'plan',
                        ...SHARE_OPTIONS,
                        interface: 'eth0',
                    });
                    const { plan } = await helper.waitFor(
                        (reply): reply is Extract<typeof reply, { type: 'plan' }> => reply.type === 'plan',
                        'plan',
                        PATIENCE_MS,
                    );
                    const { steps } = plan as SharePlan;
                    const served = steps.map(step =>
                        step.kind === 'file' ? step.text : JSON.stringify(step),
                    );
                    assert.ok(served.some(text => text.includes('MENU TITLE')));
                    for (const text of served) assert.doesNotMatch(text, HOSTILE, text);
                    assert.equal(await stop(helper), 0);
                    await waitUntilAsBefore(snapshot, before, UNDO_MS);
                }),
            ),
    },
];

/** What the image below holds of, and no configuration may. */
const HOSTILE = /hostile|mkfs|^LABEL injected/m;

async function hostileImage(folder: string): Promise<string> {
    const names = [
        'new\nhostile line',
        'hostile%n%s',
        '${hostile}',
        '$(mkfs)',
        '`mkfs`',
        'hostile"; }',
        'hostile #',
        'hostile\x1b[2J',
        'h\u202eostile',
        `hostile-${'x'.repeat(200)}`,
        '--hostile',
    ];
    const tree: Record<string, Tree[string]> = {
        ...LIVE_TREE,
        'live/up/up-hostile.squashfs': 'x',
        'isolinux/isolinux.cfg': [
            'default live',
            'label hostile',
            'linux /live/vmlinuz; mkfs',
            'label live',
            'linux /live/vmlinuz',
            'initrd /live/initrd.img',
            'append boot=live components hostile="$(mkfs)" ${hostile} a;mkfs hostile\\n ../../hostile',
            '',
        ].join('\n'),
        '.disk/info': 'Debian\nLABEL injected\x1b]0;x\x07\u202e${x} $(x) "amd64',
    };
    for (const name of names) {
        tree[`live/${name}.squashfs`] = 'x'.repeat(5000);
        tree[`live/vmlinuz-${name}`] = 'x';
        tree[`live/initrd.img-${name}`] = 'x';
    }
    tree['live/UP_UP_hostile.squashfs'] = 'x';
    const image = await makeIso(folder, tree, { name: 'hostile', label: 'hostile' });
    await patch(image, 'UP_UP_hostile', '../../hostile');
    return image;
}

/** @returns a helper that waits for a descriptor */
async function asked(machine: Machine): Promise<Helper> {
    const helper = startHelper(machine);
    helper.send(INIT, IMAGE);
    await eventuallyAsked(helper, 1);
    return helper;
}

async function eventuallyAsked(helper: Helper, times: number): Promise<void> {
    await helper.waitFor(
        (reply): reply is Extract<typeof reply, { type: 'send-image' }> =>
            isSendImage(reply) && helper.replies.filter(isSendImage).length >= times,
        'send-image',
        PATIENCE_MS,
    );
}

/** The helper says so, goes on, and ends as asked. */
async function expectRefused(helper: Helper, path: string, code: ProblemCode): Promise<void> {
    const problem = await helper.waitFor(isProblem, `a problem with ${path}`, PATIENCE_MS);
    assert.deepEqual([path, problem.code, problem.fatal], [path, code, false], problem.detail);
    assert.equal(await stop(helper), 0);
}

async function withLoopDevice(
    machine: Machine,
    file: string,
    body: (device: string) => Promise<void>,
): Promise<void> {
    const device = (await machine.check(['losetup', '--read-only', '--find', '--show', '--', file])).trim();
    try {
        await body(device);
    } finally {
        await machine.check(['losetup', '--detach', device]);
    }
}
