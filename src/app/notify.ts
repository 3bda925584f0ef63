// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import Gio from 'gi://Gio?version=2.0';

import { failureText } from './failure-text.js';
import { notable, type Notable } from './notable.js';
import { problemText } from './problem-text.js';
import { problemTitle } from './problem-title.js';
import { refusalText } from './refusal-text.js';
import { INITIAL_STATE, type AppState } from './state.js';

const _ = Gettext.gettext;

/** The one that says that the share goes on. */
const BACKGROUND = 'background';

/** @returns what tells of the things that happen in the states while nobody looks */
export function notifyWhileUnseen(app: Gio.Application, isSeen: () => boolean): (state: AppState) => void {
    let before = INITIAL_STATE;
    return state => {
        const news = notable(before, state);
        before = state;
        if (isSeen()) return;
        for (const each of news) app.send_notification(each.kind, notification(each));
    };
}

/** Says that the share goes on without a window, and lets it be stopped (`app.stop`). */
export function notifyOfBackground(app: Gio.Application): void {
    const note = new Gio.Notification();
    note.set_title(_('Sharing Goes On'));
    note.set_body(_('Other computers can still start from this one.'));
    note.add_button(_('Stop Sharing'), 'app.stop');
    app.send_notification(BACKGROUND, note);
}

export function withdrawBackground(app: Gio.Application): void {
    app.withdraw_notification(BACKGROUND);
}

function notification(news: Notable): Gio.Notification {
    const note = new Gio.Notification();
    switch (news.kind) {
        case 'first-runs':
            note.set_title(_('A Computer Runs'));
            note.set_body(_('It has started from this one.'));
            break;
        case 'cannot-start':
            note.set_title(_('A Computer Cannot Start'));
            note.set_body(troubleText(news.client));
            break;
        case 'ended':
            note.set_title(problemTitle(news.problem.code));
            note.set_body(problemText(news.problem.code, news.problem.params));
            break;
    }
    return note;
}

function troubleText({ refused, failure }: Extract<Notable, { kind: 'cannot-start' }>['client']): string {
    if (refused !== null) return refusalText(refused);
    return failure === null ? '' : failureText(failure);
}
