// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';

import { startDesktop } from '../../lab/desktop.js';
import { liveImage } from '../../lab/image.js';
import { makeLab } from '../../lab/lab.js';
import { withScope } from '../../lab/scope.js';
import { PROCESSES } from '../../lab/share.js';
import { openWindow } from '../../lab/window.js';
import { eventually, type Case } from '../case.js';
import { BRIDGE } from '../site.js';

const ID = 'io.github.share_live.ShareLive';

/** What Ctrl+Q does, which a desktop can do for a person, too. */
const QUIT = [
    ...['gdbus', 'call', '--session', '--dest', ID, '--object-path', `/${ID.replaceAll('.', '/')}`],
    ...['--method', 'org.gtk.Actions.Activate', 'quit', '[]', '{}'],
];

export const windowCases: readonly Case[] = [
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
