// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { STAGE_NAMES } from '../../src/app/window/stage-names.js';
import { startDesktop } from '../lab/desktop.js';
import { INSTALLED_PROGRAM } from '../lab/installed.js';
import { makeLab, type NamespaceLab } from '../lab/lab.js';
import { USER } from '../lab/ordinary-user.js';
import { progress } from '../lab/progress.js';
import { PROCESSES } from '../lab/share.js';
import type { Snapshot } from '../lab/snapshot.js';
import { openWindow, PROCESS, type AppWindow } from '../lab/window.js';
import type { BootCase } from './boot-case.js';
import { checkAsBefore, LOGIN_MS } from './common.js';
import { checkOverNfs } from './nfs-root.js';

const MAC = '52:54:00:4c:49:06';
const SECOND_MAC = '52:54:00:4c:49:07';

export const windowCase: BootCase = {
    name: 'window',
    what: 'an ordinary user presses the buttons of the window, behind the real pkexec; a client boots; SIGKILL of it',
    minutes: 5,
    run: async ({ scope, folder, image }) => {
        const lab = await makeLab(scope, { installed: true });
        const desktop = await startDesktop(lab.sharing);
        const window = await openWindow(desktop, image);
        // What is before a share is a window that could start one.
        const before = await lab.snapshot();
        await window.screenshot(join(folder, 'window-1-set-up.png'));

        await window.share();
        progress('the button was pressed, the window says that it is ready');
        await checkProcesses(lab);
        await window.screenshot(join(folder, 'window-2-ready.png'));
        const client = await lab.startClient({ folder, memoryMiB: 1024, mac: MAC });
        await client.console.logIn(LOGIN_MS);
        progress('logged in');
        await window.waitForText(STAGE_NAMES.running, 60_000);
        await checkOverNfs(client);
        await window.screenshot(join(folder, 'window-3-client-runs.png'));
        await window.stop();
        progress('the button was pressed, the window could start again');
        await window.screenshot(join(folder, 'window-4-stopped.png'));
        await checkAsBefore(lab, before);
        await client.quit();

        await window.share();
        await lab.startClient({ folder: join(folder, 'second'), memoryMiB: 1024, mac: SECOND_MAC });
        await window.waitForText(STAGE_NAMES.initramfs, LOGIN_MS);
        await window.screenshot(join(folder, 'window-5-client-starts.png'));
        await kill(lab, window);
        progress('killed: the window, while a client starts');
        await checkAsBefore(lab, withoutWindow(before));
    },
};

/** The window is the ordinary user's, and only the helper is root's. */
async function checkProcesses({ sharing }: NamespaceLab): Promise<void> {
    const processes = await sharing.check(['ps', '--no-headers', '-ww', '-eo', 'user,args']);
    assert.match(processes, new RegExp(`^${USER.name} .*${PROCESS}`, 'm'));
    assert.match(processes, new RegExp(`^root .*${PROCESSES.helper}$`, 'm'));
}

async function kill({ sharing }: NamespaceLab, { pid }: AppWindow): Promise<void> {
    await sharing.check(['kill', '-KILL', pid]);
}

/** The window itself was there before, and not only its process: also the shell that started it. */
function withoutWindow(before: Snapshot): Snapshot {
    const isOfWindow = (line: string): boolean => line.includes(PROCESS) || line.includes(INSTALLED_PROGRAM);
    return new Map(
        [...before].map(([about, lines]) => [
            about,
            about === 'processes' ? lines.filter(line => !isOfWindow(line)) : lines,
        ]),
    );
}
