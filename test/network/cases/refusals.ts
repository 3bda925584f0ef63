// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { MAX_REQUEST_BYTES, PROTOCOL_VERSION } from '../../../src/backend/protocol/messages.js';
import type { ProblemCode } from '../../../src/backend/protocol/problem.js';
import { waitUntilAsBefore } from '../../lab/snapshot.js';
import type { Case } from '../case.js';
import {
    expectProblem,
    IMAGE,
    INIT,
    isMedium,
    isProblem,
    openMedium,
    START,
    startHelper,
    shareImage,
    stop,
    withLab,
    type Helper,
} from '../helper.js';
import { LIVE_TREE, makeIso, withFolder } from '../images.js';
import { SHARE_OPTIONS } from '../../support/share-options.js';

const STOP = { type: 'stop' };
const INIT_LINE = JSON.stringify(INIT);

/** The janitor takes a moment to see that there is nothing to do. */
const UNDO_MS = 10_000;

/** What no honest app says: after `init` where that is not what is wrong. Each ends the helper. */
const BREACHES: readonly (readonly [code: ProblemCode, ...lines: (string | Buffer)[]])[] = [
    // types, for each verb
    ...[1, null, {}].flatMap((wrong): readonly (readonly [ProblemCode, ...string[]])[] => [
        ['bad-request', JSON.stringify({ type: wrong })],
        ['bad-request', JSON.stringify({ type: 'init', version: wrong === 1 ? '1' : wrong })],
        ['bad-request', INIT_LINE, JSON.stringify({ type: 'medium', source: wrong })],
    ]),
    ...[1, ['eth0'], ''].flatMap(wrong =>
        ['plan', 'start'].map(
            type =>
                [
                    'bad-request',
                    INIT_LINE,
                    JSON.stringify({
                        type,
                        ...SHARE_OPTIONS,
                        interface: wrong,
                    }),
                ] as const,
        ),
    ),
    // languages and layouts that would be more than one parameter of a kernel, or none
    ...['de DE', 'de\n', '../de', '$(id)', 'de=x', 'x'.repeat(80)].flatMap(wrong => [
        ['bad-request', INIT_LINE, JSON.stringify({ ...START, locale: wrong })] as const,
        ['bad-request', INIT_LINE, JSON.stringify({ ...START, keyboard: wrong })] as const,
    ]),
    // keys: too many, too few, twice, and those that mean something to JavaScript
    ...[
        INIT,
        IMAGE,
        {
            type: 'plan',
            ...SHARE_OPTIONS,
            interface: 'eth0',
        },
        START,
        STOP,
    ].flatMap((request): readonly (readonly [ProblemCode, ...string[]])[] => [
        ['bad-request', JSON.stringify({ ...request, path: '/etc/shadow' })],
        ['bad-request', `{"__proto__":{"admin":true},${JSON.stringify(request).slice(1)}`],
        ['bad-request', `{"constructor":1,${JSON.stringify(request).slice(1)}`],
        ...(request === STOP ? [] : [['bad-request', `{"type":"${request.type}"}`] as const]),
    ]),
    ['bad-request', '{"type":"stop","type":"init"}'],
    ['bad-request', '{"type":"init","version":9,"version":1}'],
    ['bad-request', INIT_LINE, '{"type":"start","interface":"eth0","interface":"lan0"}'],
    // what is no request at all
    ...['', ' ', '[]', '"stop"', 'null', '{', '{"type":"stop"}{}', 'stop', '\0'].map(
        text => ['bad-request', text] as const,
    ),
    ['bad-request', Buffer.from([0xff, 0xfe, 0x7b, 0x7d])],
    ['bad-request', INIT_LINE, Buffer.from('{"type":"start","interface":"eth\xff"}', 'latin1')],
    ['bad-request', JSON.stringify({ ...INIT, padding: 'x'.repeat(MAX_REQUEST_BYTES) })],
    ['bad-request', `{"type":"init","version":1${' '.repeat(MAX_REQUEST_BYTES)}}`],
    // versions and order
    ...[0, PROTOCOL_VERSION + 1, -1, 1e15].map(
        version => ['version-mismatch', JSON.stringify({ type: 'init', version })] as const,
    ),
    ['bad-request', '{"type":"init","version":1.5}'],
    ['bad-request', '{"type":"init","version":1e999}'],
    ...[
        IMAGE,
        { type: 'medium', source: 'running' },
        {
            type: 'plan',
            ...SHARE_OPTIONS,
        },
        START,
    ].map(request => ['wrong-order', JSON.stringify(request)] as const),
    ['wrong-order', INIT_LINE, INIT_LINE],
    ['wrong-order', INIT_LINE, JSON.stringify(START)],
    [
        'wrong-order',
        INIT_LINE,
        JSON.stringify({
            type: 'plan',
            ...SHARE_OPTIONS,
        }),
    ],
];

/** Interface names, none of which may be shared on. They are refused, and the helper goes on. */
const INTERFACES: readonly (readonly [name: string, code: ProblemCode])[] = [
    ['../eth0', 'interface-refused'],
    ['/dev/null', 'interface-refused'],
    ['.', 'interface-refused'],
    ['..', 'interface-refused'],
    ['a b', 'interface-refused'],
    ['eth0\n', 'interface-refused'],
    ['eth0\0', 'interface-refused'],
    ['eth0"; drop', 'interface-refused'],
    ['-help', 'interface-refused'],
    ['--', 'interface-refused'],
    ['eth0,lan0', 'interface-refused'],
    ['eth*', 'interface-refused'],
    ['$(reboot)', 'interface-refused'],
    ['ëth0', 'interface-refused'],
    ['AUTO', 'interface-unknown'],
    ['eth00', 'interface-unknown'],
    ['sharelive0', 'interface-unknown'],
    ['123456789012345', 'interface-unknown'],
    ['lo', 'interface-not-wired'],
    ['tun7', 'interface-not-wired'],
    ['br7', 'interface-internal'],
    ['tap7', 'interface-internal'],
    ['macvlan7', 'interface-internal'],
    ['port7', 'interface-part'],
];

export const refusalCases: readonly Case[] = [
    {
        name: 'refusals: what no honest app says ends the helper, with the right problem',
        run: () =>
            withLab(async ({ sharing, snapshot }) => {
                const before = await snapshot();
                for (const [code, ...lines] of BREACHES) {
                    const helper = startHelper(sharing);
                    for (const line of lines) {
                        await helper.write(line);
                        await helper.write('\n');
                    }
                    const { fatal } = await expectProblem(helper, code).catch((error: unknown) => {
                        throw new Error(`${lines.join('\n').slice(0, 200)}: ${String(error)}`);
                    });
                    assert.equal(fatal, true);
                    assert.equal((await helper.ended).status, 0);
                }
                await waitUntilAsBefore(snapshot, before, UNDO_MS);
            }),
    },
    {
        name: 'refusals: a stream without a newline ends the helper before it grows',
        run: () =>
            withLab(async ({ sharing, snapshot }) => {
                const before = await snapshot();
                const helper = startHelper(sharing);
                helper.send(INIT);
                const chunk = Buffer.alloc(1024 * 1024, 'x');
                let sent = 0;
                while (sent < 100 && (await helper.write(chunk))) sent++;
                await expectProblem(helper, 'bad-request');
                assert.ok(sent < 10, `it took ${sent} MiB`);
                await waitUntilAsBefore(snapshot, before, UNDO_MS);
            }),
    },
    {
        name: 'refusals: an end in the middle of a request is an end',
        run: () =>
            withLab(async ({ sharing, snapshot }) => {
                const before = await snapshot();
                for (const text of ['', '{"type":"in', INIT_LINE, `${INIT_LINE}\n{"type":"medium"`]) {
                    const helper = startHelper(sharing);
                    await helper.write(text);
                    helper.hangUp();
                    assert.equal((await helper.ended).status, 0);
                    assert.deepEqual(helper.replies.filter(isProblem), []);
                }
                await waitUntilAsBefore(snapshot, before, UNDO_MS);
            }),
    },
    {
        name: 'refusals: interfaces that are none, or none to share on',
        run: () =>
            withFolder(folder =>
                withLab(async ({ sharing, snapshot }) => {
                    await sharing.check(['ip', 'tuntap', 'add', 'tun7', 'mode', 'tun']);
                    await sharing.check(['ip', 'tuntap', 'add', 'tap7', 'mode', 'tap']);
                    await sharing.check([
                        'ip',
                        'link',
                        'add',
                        'link',
                        'uplink0',
                        'name',
                        'macvlan7',
                        'type',
                        'macvlan',
                    ]);
                    await sharing.check(['ip', 'link', 'add', 'br7', 'type', 'bridge']);
                    await sharing.check(['ip', 'link', 'add', 'port7', 'type', 'veth', 'peer', 'end7']);
                    await sharing.check(['ip', 'link', 'set', 'port7', 'master', 'br7']);
                    const before = await snapshot();
                    const image = await makeIso(folder, LIVE_TREE);
                    const planning = startHelper(sharing);
                    await openMedium(planning, image);
                    for (const [name] of INTERFACES)
                        planning.send({
                            type: 'plan',
                            ...SHARE_OPTIONS,
                            interface: name,
                        });
                    assert.deepEqual(
                        await problems(planning, INTERFACES.length),
                        INTERFACES.map(([, code]) => code),
                    );
                    assert.equal(await stop(planning), 0);
                    // a start that is refused for its name leaves the helper ready for another one
                    const starting = startHelper(sharing);
                    await openMedium(starting, image);
                    const refused = INTERFACES.filter(([, code]) => code === 'interface-refused');
                    for (const [name] of refused)
                        starting.send({
                            type: 'start',
                            ...SHARE_OPTIONS,
                            interface: name,
                        });
                    await problems(starting, refused.length);
                    starting.send({
                        type: 'start',
                        ...SHARE_OPTIONS,
                        interface: 'lo',
                    });
                    await starting.ended;
                    assert.deepEqual(
                        starting.replies
                            .filter(isProblem)
                            .map(({ code, fatal }) => `${code} ${String(fatal)}`),
                        [...refused.map(() => 'interface-refused false'), 'interface-not-wired true'],
                    );
                    await waitUntilAsBefore(snapshot, before, UNDO_MS);
                }),
            ),
    },
    {
        name: 'refusals: while it shares, another medium and another share end it, undone',
        run: () =>
            withFolder(folder =>
                withLab(async ({ sharing, snapshot }) => {
                    const before = await snapshot();
                    const image = await makeIso(folder, LIVE_TREE);
                    for (const request of [IMAGE, START]) {
                        const helper = await shareImage(sharing, image);
                        assert.equal(helper.replies.filter(isMedium).length, 1);
                        helper.send(request);
                        await expectProblem(helper, 'wrong-order');
                        assert.deepEqual(helper.replies[helper.replies.length - 1], {
                            type: 'share',
                            status: 'stopped',
                        });
                        await waitUntilAsBefore(snapshot, before, UNDO_MS);
                    }
                }),
            ),
    },
];

/** Waits for so many problems. @returns their codes in order */
async function problems(helper: Helper, count: number): Promise<ProblemCode[]> {
    await helper.waitFor(
        (reply): reply is Extract<typeof reply, { type: 'problem' }> =>
            isProblem(reply) && helper.replies.filter(isProblem).length >= count,
        `${count} problems`,
        20_000,
    );
    return helper.replies.filter(isProblem).map(({ code }) => code);
}
