// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import Gio from 'gi://Gio?version=2.0';

import { PLACES } from '../backend/medium/running-medium.js';
import { dependents } from './client-progress.js';
import { INITIAL_STATE, type AppState, type Source } from './state.js';

const _ = Gettext.gettext;

const NOTIFICATION = 'medium';

/**
 * @returns what warns whoever is about to take the medium away, in the states in which other computers run from it: by “Eject” in a
 *   file manager, or the button of a drive. A desktop itself says at most which
 * programs have it open.
 */
export function guardMedium(app: Pick<Gio.Application, 'send_notification'>): (state: AppState) => void {
    let last = INITIAL_STATE;
    // kept, for nobody else does
    let monitor: Gio.VolumeMonitor | null = null;
    const about = (roots: readonly string[]): void => {
        if (isNeeded(last) && takesAway(last.source, roots)) app.send_notification(NOTIFICATION, warning());
    };
    return state => {
        last = state;
        // not before it is needed: it starts services of the session
        if (monitor !== null || state.phase.page !== 'sharing') return;
        monitor = Gio.VolumeMonitor.get();
        monitor.connect('mount-pre-unmount', (_, mount) => about(rootsOf([mount])));
        monitor.connect('drive-eject-button', (_, drive) => about(rootsOf(mountsIn(drive))));
    };
}

/** Whether there are computers that need the medium. */
function isNeeded({ phase }: AppState): boolean {
    return phase.page === 'sharing' && dependents(phase.clients).length > 0;
}

/**
 * Whether that takes the medium away.
 *
 * @param roots where what goes is mounted; none where a desktop does not see that, as with a live medium's own drive
 */
export function takesAway(source: Source, roots: readonly string[]): boolean {
    return source.kind === 'image'
        ? roots.some(root => source.path.startsWith(`${root}/`))
        : roots.length === 0 || roots.some(root => PLACES.includes(root));
}

function mountsIn(drive: Gio.Drive): readonly Gio.Mount[] {
    return drive.get_volumes().flatMap(volume => volume.get_mount() ?? []);
}

function rootsOf(mounts: readonly Gio.Mount[]): readonly string[] {
    return mounts.flatMap(mount => mount.get_root().get_path() ?? []);
}

function warning(): Gio.Notification {
    const note = new Gio.Notification();
    note.set_title(_('Do Not Take the Medium Out'));
    note.set_body(_('Other computers run from it. Stop sharing first.'));
    note.set_priority(Gio.NotificationPriority.HIGH);
    return note;
}
