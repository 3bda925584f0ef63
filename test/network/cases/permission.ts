// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { resolve } from 'node:path';

import { esbuild, forGjs } from '../../../scripts/lib/esbuild.mjs';
import type { ProblemCode } from '../../../src/backend/protocol/problem.js';
import { startDesktop } from '../../lab/desktop.js';
import { liveImage } from '../../lab/image.js';
import { install, INSTALLED_PROGRAM } from '../../lab/installed.js';
import { connect, makeMachine, type Machine, type Started } from '../../lab/machine.js';
import { startNetworkManager, type Permission } from '../../lab/network-manager.js';
import { asUser, asUsersChild } from '../../lab/ordinary-user.js';
import { firstLine } from '../../lab/process.js';
import { collectReplies } from '../../lab/replies.js';
import { PROCESSES } from '../../lab/share.js';
import { openWindow } from '../../lab/window.js';
import { eventually, type Case } from '../case.js';
import { hasStatus, isProblem } from '../helper.js';
import { says } from '../site.js';

const AGENT = resolve('build/network/polkit-agent.js');
const ACTION = 'io.github.share_live.ShareLive.share';

/** The exit status for other failures, for what is wrong with the permission, and with this machine (share-live(1)). */
const EXIT_FAILED = 1;
const EXIT_NOT_ALLOWED = 5;
const EXIT_MACHINE = 7;

const NO_AGENT =
    'This session has no program that could ask for your permission. Log in to a desktop and try again.';

const PATIENCE_MS = 30_000;

/** Where everybody in the machine can read the live image. */
const IMAGE = '/run/live.iso';
const SHARE = [INSTALLED_PROGRAM, '--cli', '--medium', IMAGE, '--interface', 'eth0'];
// so that nothing of these tests' terminal can be asked for a password
const WITHOUT_TERMINAL = ['setsid', '--wait'];

/** A machine where the program is installed, with an interface whose cable is out. */
async function withInstalled(
    permission: Permission,
    body: (machine: Machine) => Promise<void>,
): Promise<void> {
    const machine = await makeMachine();
    const peer = await makeMachine();
    try {
        await connect(machine, 'eth0', peer, 'cable0');
        await peer.check(['ip', 'link', 'set', 'cable0', 'down']);
        await install(machine);
        await machine.check(['touch', IMAGE]);
        await machine.check(['mount', '--bind', '-o', 'ro', await liveImage(), IMAGE]);
        await startNetworkManager(machine, { permission });
        await body(machine);
    } finally {
        for (const each of [machine, peer]) await each.close();
    }
}

function isRefused(
    name: string,
    permission: Permission,
    code: ProblemCode,
    sentence: RegExp,
    exit: number,
    prepare: (machine: Machine) => Promise<void> = () => Promise.resolve(),
): Case {
    return {
        name: `permission: ${name}`,
        run: () =>
            withInstalled(permission, async machine => {
                await prepare(machine);
                const command = asUsersChild([...WITHOUT_TERMINAL, ...SHARE]);
                const said = await machine.exec([...command, '--json']);
                assert.equal(said.status, exit, said.stderr);
                assert.deepEqual(
                    said.stdout
                        .split('\n')
                        .filter(Boolean)
                        .map(line => (JSON.parse(line) as { code: string }).code),
                    [code],
                );
                const { status, stderr } = await machine.exec(command);
                assert.equal(status, exit);
                assert.match(stderr, sentence);
            }),
    };
}

export const permissionCases: readonly Case[] = [
    {
        name: 'permission: where the live user may do everything, the helper runs as root, and nothing else does',
        run: () =>
            withInstalled('live', async machine => {
                const app = machine.start(asUsersChild([...WITHOUT_TERMINAL, ...SHARE, '--json']));
                const { waitFor, all } = collectReplies(app);
                await waitFor(hasStatus('waiting-for-cable'), 'waiting-for-cable', PATIENCE_MS);
                const processes = await machine.check(['ps', '--no-headers', '-ww', '-eo', 'user,args']);
                assert.match(processes, new RegExp(`^root .*${PROCESSES.helper}$`, 'm'));
                assert.match(processes, new RegExp(`^nobody .*${PROCESSES.frontEnd} `, 'm'));
                await machine.check(['pkill', '--signal', 'INT', '--full', PROCESSES.frontEnd]);
                assert.equal((await app.ended).status, 0);
                assert.deepEqual(all.filter(isProblem), []);
            }),
    },
    isRefused(
        'whoever is in no active session is not even asked',
        'none',
        'not-allowed',
        /^You are not allowed to share from this computer\..*\n.*Not authorized/,
        EXIT_NOT_ALLOWED,
    ),
    isRefused(
        'nobody there who could ask',
        'ask',
        'no-agent',
        new RegExp(`^${NO_AGENT}\\n.*authentication agent`),
        EXIT_NOT_ALLOWED,
    ),
    {
        name: 'permission: a question that is closed',
        run: () =>
            withInstalled('ask', async machine => {
                await bundleAgent(machine);
                for (const { words, expected } of [
                    { words: ['--json'], expected: /^\{"type":"problem","code":"dismissed",.*\}\n$/ },
                    { words: [], expected: /^The question for your permission was closed\./ },
                ]) {
                    const app = machine.start(
                        asUsersChild([...WITHOUT_TERMINAL, ...STOPPED, ...SHARE, ...words]),
                    );
                    const agent = await startAgent(machine, await firstLine(app));
                    app.child.stdin?.end('\n');
                    const { status, stdout, stderr } = await app.ended;
                    assert.equal(status, EXIT_NOT_ALLOWED, stderr);
                    assert.match(words.length > 0 ? stdout.replace(/^\d+\n/, '') : stderr, expected);
                    await agent.signal('SIGTERM');
                    assert.equal((await agent.ended).stdout, `registered\n${ACTION}\n`);
                }
            }),
    },
    {
        name: 'permission: a question that nobody answers is withdrawn when the sharing is stopped',
        run: () =>
            withInstalled('ask', async machine => {
                await bundleAgent(machine);
                const app = machine.start(asUsersChild([...WITHOUT_TERMINAL, ...STOPPED, ...SHARE]));
                const agent = await startAgent(machine, await firstLine(app), 'wait');
                app.child.stdin?.end('\n');
                await says(agent, ACTION);
                // listened for before it can be said
                const withdrawn = says(agent, 'withdrawn');
                await machine.check(['pkill', '--signal', 'INT', '--full', PROCESSES.frontEnd]);
                await withdrawn;
                assert.equal((await app.ended).status, 0);
            }),
    },
    {
        name: 'permission: the window says that nobody is there who could ask, and lets try again',
        run: () =>
            withInstalled('ask', async machine => {
                const desktop = await startDesktop(machine);
                await openWindow(desktop, await liveImage());
                await desktop.press('Start Sharing');
                await eventually(PATIENCE_MS, async () => {
                    assert.ok(await desktop.canPress('Try Again'));
                });
                assert.ok((await desktop.texts()).includes(NO_AGENT));
            }),
    },
    isRefused(
        'an installation without its helper',
        'live',
        'helper-missing',
        /^Share Live is not installed completely\..*\n.*share-live-helper/,
        EXIT_MACHINE,
        async machine => {
            await machine.check(['mount', '-t', 'tmpfs', 'tmpfs', '/usr/libexec']);
        },
    ),
    ...[
        {
            what: 'what is no message',
            script: 'echo \'{"type":"share","status":"flying"}\'; cat',
            detail: 'flying',
        },
        { what: 'without end', script: 'head --bytes=3M /dev/zero; cat', detail: 'a line of more than' },
        { what: 'only why it fails', script: 'echo because >&2; exit 3', detail: 'status 3\n +because' },
    ].map(({ what, script, detail }) =>
        isRefused(
            `a helper that says ${what}`,
            'live',
            'internal',
            new RegExp(`^Something went wrong in Share Live\\..*\\n.*${detail}`),
            EXIT_FAILED,
            async machine => {
                await machine.check(['tee', '/run/helper'], { input: `#!/bin/sh\n${script} >/dev/null\n` });
                await machine.check(['chmod', '755', '/run/helper']);
                await machine.check(['mount', '--bind', '/run/helper', '/usr/libexec/share-live-helper']);
            },
        ),
    ),
    isRefused(
        'a system without pkexec',
        'live',
        'helper-missing',
        /^Share Live is not installed completely\..*\n.*pkexec/,
        EXIT_MACHINE,
        async machine => {
            await machine.check(['mount', '--bind', '/dev/null', '/usr/bin/pkexec']);
        },
    ),
];

/** Says its process id, and becomes the program when it gets a line. */
const STOPPED = ['bash', '-c', 'echo "$$"; read -r _; exec "$@"', 'bash'];

/** Bundles the agent, and lays it where the ordinary user can read it. */
async function bundleAgent(machine: Machine): Promise<void> {
    await esbuild.build({
        ...forGjs({}),
        entryPoints: ['./test/support/gjs-polkit-agent.ts'],
        outfile: AGENT,
    });
    await machine.check(['install', '-m', '644', AGENT, '/run/polkit-agent.js']);
}

async function startAgent(machine: Machine, pid: string, ...words: readonly string[]): Promise<Started> {
    const agent = machine.start(asUser(['gjs', '-m', '/run/polkit-agent.js', pid, ...words]));
    assert.equal(await firstLine(agent), 'registered');
    return agent;
}
