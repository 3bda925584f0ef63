// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import './resources.js';

import Adw from 'gi://Adw?version=1';
import Gio from 'gi://Gio?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';
import System, { programArgs, programInvocationName } from 'system';

import { APP_ID } from '../constants.js';
import { createController, type Controller } from './controller.js';
import { guardMedium } from './guard-medium.js';
import { helperBackend } from './helper-backend.js';
import { inhibitWhileBusy } from './inhibit.js';
import { watchNetworks } from './network-watch.js';
import { notifyOfBackground, notifyWhileUnseen, withdrawBackground } from './notify.js';
import { imagePath } from './open-image.js';
import { changedSettings } from './session-options.js';
import type { Source } from './state.js';
import { useShortcuts } from './shortcuts.js';
import { useTranslations } from './translations.js';
import { Window } from './window/window.js';

useTranslations();

const app = new Adw.Application({
    application_id: APP_ID,
    flags: Gio.ApplicationFlags.HANDLES_OPEN,
});
let controller: Controller | null = null;
let stopWatching: (() => void) | null = null;

/** Not the dialogs over it. */
function mainWindow(): Window | undefined {
    return app.get_windows().find((each): each is Window => each instanceof Window);
}

function openWindow(): Controller {
    const window = new Window({ application: app });
    const inhibit = inhibitWhileBusy(app, window);
    const guard = guardMedium(app);
    const notify = notifyWhileUnseen(app, () => window.visible && window.is_active);
    const made = createController(helperBackend, state => {
        window.render(state);
        inhibit(state);
        guard(state);
        notify(state);
    });
    window.onHidden = () => notifyOfBackground(app);
    window.connect('show', () => withdrawBackground(app));
    window.control(made);
    // they may be changed in another window
    window.connect('notify::is-active', () => {
        if (window.is_active) window.showSettings(changedSettings());
    });
    window.showSettings(changedSettings());
    // with the window everything ends, also where D-Bus started the program
    app.connect('window-removed', (_, removed) => {
        if (!(removed instanceof Window)) return;
        withdrawBackground(app);
        app.quit();
    });
    stopWatching = watchNetworks(made.networksChanged);
    return made;
}

function show(source: Source | null): void {
    const first = controller === null;
    controller ??= openWindow();
    if (source !== null || first) controller.choose(source ?? { kind: 'running' });
    mainWindow()?.present();
}

app.connect('startup', () => {
    Gtk.Window.set_default_icon_name(APP_ID);
    // the second is a notification's: there the window may be hidden
    for (const name of ['quit', 'stop']) {
        const action = new Gio.SimpleAction({ name });
        action.connect('activate', () => mainWindow()?.quit());
        app.add_action(action);
    }
    useShortcuts(app);
});
app.connect('shutdown', () => stopWatching?.());
app.connect('activate', () => show(null));
app.connect('open', (_, files: Gio.File[]) => {
    const [file] = files;
    show(file === undefined ? null : { kind: 'image', path: imagePath(file) });
});

System.exit(app.run([programInvocationName, ...programArgs]));
