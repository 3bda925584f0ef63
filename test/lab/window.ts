// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import { STAGE_NAMES } from '../../src/app/window/stage-names.js';
import { STAGES } from '../../src/backend/protocol/messages.js';
import type { Desktop } from './desktop.js';
import { INSTALLED_PROGRAM } from './installed.js';

/** What the window's process is known by. */
export const PROCESS = '/share-live/app.js';

/** Reading a medium; asking for permission; then the same as on the command line. */
const SET_UP_MS = 30_000;
const READY_MS = 90_000;
const STOPPED_MS = 30_000;

/** It costs the window about a tenth of a second of work. */
const LOOK_MS = 500;
const LOOK_AT_CLIENT_MS = 1500;
/** Whether a button can be pressed is known at once. */
const LOOK_AT_BUTTON_MS = 20;

/** The program's window, as the person before it sees it. */
export interface AppWindow {
    /** Its process, as seen in its machine. */
    readonly pid: string;
    /** Presses the button that starts; resolves when other computers can come. @throws where a problem is shown */
    share(): Promise<void>;
    /** Presses the button that stops; resolves when it could start again. @throws where a problem is shown */
    stop(): Promise<void>;
    /** Waits until it shows a text. @throws where it does not in time, with what it shows */
    waitForText(text: string, timeoutMs: number): Promise<void>;
    /** The texts of all its labels, from top to bottom. */
    texts(): Promise<readonly string[]>;
    /** Keeps a picture of it. @returns the path of the PNG, as given */
    screenshot(path: string): Promise<string>;
}

/**
 * Opens the window with an image as its argument, as the ordinary user; resolves when it could start to share. A warning
 * of GLib ends it: it is a bug of ours.
 *
 * @param image its path on this machine
 */
export async function openWindow(desktop: Desktop, image: string): Promise<AppWindow> {
    const path = await desktop.offer(image, 'live.iso');
    const program = desktop.start(['env', 'G_DEBUG=fatal-warnings', INSTALLED_PROGRAM, path]);
    const ended = program.ended.then(({ status, stderr }): never => {
        throw new Error(`the window has ended with status ${status}\n${stderr}`);
    });
    // Whoever waits for something of it learns of the end.
    ended.catch(() => undefined);

    async function until(
        what: string,
        look: () => Promise<boolean>,
        lookMs: number,
        timeoutMs: number,
    ): Promise<void> {
        const deadline = Date.now() + timeoutMs;
        while (!(await Promise.race([look(), ended]))) {
            const late = Date.now() > deadline;
            if (late || (await desktop.canPress('Try Again')))
                throw new Error(
                    `“${what}”: ${late ? `not after ${timeoutMs / 1000} s` : 'a problem'}. The window shows:\n` +
                        (await desktop.texts()).map(text => `  ${text}`).join('\n'),
                );
            await new Promise(resolve => setTimeout(resolve, lookMs));
        }
    }
    const untilButton = (name: string, timeoutMs: number): Promise<void> =>
        until(name, () => desktop.canPress(name), LOOK_AT_BUTTON_MS, timeoutMs);

    await untilButton('Start Sharing', SET_UP_MS);
    return {
        pid: await program.pid,
        share: async () => {
            await desktop.press('Start Sharing');
            await untilButton('Stop Sharing', READY_MS);
        },
        stop: async () => {
            await desktop.press('Stop Sharing');
            const asked = async (): Promise<boolean> => {
                if (await desktop.canPress('Start Sharing')) return true;
                // it asks where computers run from it
                if (await desktop.canPress('Stop')) await desktop.press('Stop');
                return false;
            };
            await until('Start Sharing', asked, LOOK_AT_BUTTON_MS, STOPPED_MS);
        },
        waitForText: (text, timeoutMs) =>
            until(
                text,
                async () => (await desktop.texts()).some(each => tells(each, text)),
                LOOK_MS,
                timeoutMs,
            ),
        texts: () => Promise.race([desktop.texts(), ended]),
        screenshot: async path => {
            await desktop.screenshot(path);
            return path;
        },
    };
}

/** What it says of a client, in the order in which it happens; of some stages the same. */
const STAGE_TEXTS: readonly string[] = STAGES.map(stage => STAGE_NAMES[stage]);

/** What is said instead of the last stage where the client needs the share no more. */
const INDEPENDENT = 'Runs from its own memory';

/** Behind a stage may stand how far it is, or for how long. */
function tells(text: string, stage: string): boolean {
    return text === stage || text.startsWith(`${stage}: `) || text.startsWith(`${stage} · `);
}

/** @returns when the window said for the first time what it says of its only client, once that one runs */
export async function watchStages(
    window: AppWindow,
    onStage: (text: string) => void,
): Promise<readonly { readonly text: string; readonly at: number }[]> {
    const reached: { text: string; at: number }[] = [];
    for (;;) {
        const texts = await window.texts();
        const text = [INDEPENDENT, ...STAGE_TEXTS].find(stage => texts.some(each => tells(each, stage)));
        if (text !== undefined && text !== reached[reached.length - 1]?.text) {
            reached.push({ text, at: Date.now() });
            onStage(text);
            if (text === STAGE_NAMES.running || text === INDEPENDENT) return reached;
        }
        await new Promise(resolve => setTimeout(resolve, LOOK_AT_CLIENT_MS));
    }
}
