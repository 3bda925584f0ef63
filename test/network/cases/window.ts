// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import { SHARE_FOLDER } from '../../../src/backend/share/paths.js';
import { startDesktop, type Desktop } from '../../lab/desktop.js';
import { liveImage } from '../../lab/image.js';
import { makeLab } from '../../lab/lab.js';
import { withScope } from '../../lab/scope.js';
import { PROCESSES } from '../../lab/share.js';
import { waitUntilAsBefore } from '../../lab/snapshot.js';
import { openWindow } from '../../lab/window.js';
import { eventually, type Case } from '../case.js';
import { BRIDGE } from '../site.js';

const ID = 'io.github.share_live.ShareLive';

/** What clients with a BIOS choose from. */
const MENU = `${SHARE_FOLDER}/pxelinux.cfg`;

const READY_MS = 90_000;

/** What Ctrl+Q does, which a desktop can do for a person, too. */
const QUIT = [
    ...['gdbus', 'call', '--session', '--dest', ID, '--object-path', `/${ID.replaceAll('.', '/')}`],
    ...['--method', 'org.gtk.Actions.Activate', 'quit', '[]', '{}'],
];

/** How often Tab is pressed until something is said not to be there. */
const MAX_TABS = 40;

/** Goes on with Tab until something has the focus. @throws where nothing of that name comes */
async function tabTo(desktop: Desktop, name: string): Promise<void> {
    const seen: string[] = [];
    for (let tab = 0; tab <= MAX_TABS; tab++) {
        const focus = await desktop.focus();
        if (focus.endsWith(name)) return;
        seen.push(focus);
        await desktop.key('Tab');
        await setTimeout(KEY_MS);
    }
    throw new Error(`the focus never came to “${name}”, but to: ${seen.join(' | ')}`);
}

/** The time in which a window answers a key. */
const KEY_MS = 300;

export const windowCases: readonly Case[] = [
    {
        name: 'window: from its first choice to its end by the keyboard alone, told by assistive technology',
        run: () =>
            withScope(async scope => {
                const { sharing, snapshot } = await makeLab(scope, { installed: true });
                const desktop = await startDesktop(sharing);
                const window = await openWindow(desktop, await liveImage());
                const before = await snapshot();
                assert.equal(await desktop.focus(), 'Start Sharing', 'the focus is where one begins');
                await tabTo(desktop, 'Options');
                await desktop.key('space');
                await tabTo(desktop, 'Copy the System into Their Memory');
                await desktop.key('space');
                await tabTo(desktop, 'Start Sharing');
                await desktop.key('Return');
                await eventually(READY_MS, async () => assert.ok(await desktop.canPress('Stop Sharing')));
                const [helper = ''] = (await sharing.check(['pgrep', '--full', PROCESSES.helper])).split(
                    '\n',
                );
                const menu = await sharing.check(['nsenter', '--mount', '--target', helper, 'cat', MENU]);
                assert.match(
                    /APPEND boot.*/.exec(menu)?.[0] ?? '',
                    /fetch=/,
                    'what was chosen is what starts',
                );
                await tabTo(desktop, 'Stop Sharing');
                await desktop.key('Return');
                await eventually(20_000, async () => assert.ok(await desktop.canPress('Start Sharing')));
                await waitUntilAsBefore(snapshot, before, 10_000);
                await desktop.key('Control+q');
                await eventually(20_000, async () => {
                    const { status } = await sharing.exec(['kill', '-0', window.pid]);
                    assert.notEqual(status, 0, 'the window is still there');
                });
            }),
    },
    {
        name: 'window: closed while it shares, it first has everything undone',
        run: () =>
            withScope(async scope => {
                const { sharing } = await makeLab(scope, { installed: true });
                const desktop = await startDesktop(sharing);
                const window = await openWindow(desktop, await liveImage());
                await window.share();
                await sharing.check(['ip', 'link', 'show', BRIDGE]);
                // the second time changes nothing
                await desktop.start(QUIT).ended;
                await desktop.start(QUIT).ended;
                await eventually(20_000, async () => {
                    const { status } = await sharing.exec(['kill', '-0', window.pid]);
                    assert.notEqual(status, 0, 'the window is still there');
                });
                assert.notEqual((await sharing.exec(['pgrep', '--full', PROCESSES.helper])).status, 0);
                assert.notEqual((await sharing.exec(['ip', 'link', 'show', BRIDGE])).status, 0);
            }),
    },
];
