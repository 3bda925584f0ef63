// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Gettext from 'gettext';
import Adw from 'gi://Adw?version=1';
import Gdk from 'gi://Gdk?version=4.0';
import Gio from 'gi://Gio?version=2.0';
import GLib from 'gi://GLib?version=2.0';
import GObject from 'gi://GObject?version=2.0';
import Gtk from 'gi://Gtk?version=4.0';

import type { SettingsKind } from '../../backend/protocol/session-settings.js';
import { dependents } from '../client-progress.js';
import type { Controller } from '../controller.js';
import { installable, installFile } from '../install.js';
import { imagePath } from '../open-image.js';
import { canStart, INITIAL_STATE, isBusy, type AppState } from '../state.js';
import { showAbout } from './about.js';
import { chooseFolder, chooseImage } from './choose-file.js';
import { usePlainNames } from './plain-names.js';
import { ProblemPage } from './problem-page.js';
import { askToClose, askToStop } from './questions.js';
import { SetUpPage } from './set-up-page.js';
import { SharingPage } from './sharing-page.js';
import { WorkingPage } from './working-page.js';
import { wrapLabels } from './wrap-labels.js';

const _ = Gettext.gettext;

/** What came of an installation. */
const INSTALLATION = {
    installed: () => _('Stop sharing and start again to make use of it'),
    'not-installed': () => _('It was not installed'),
    nobody: () => _('No program here can install it for you'),
} as const;

/** The one window: a page per state. It shows the state and passes on what is pressed, and decides nothing. */
export class Window extends Adw.ApplicationWindow {
    static {
        // the template has one of each
        for (const page of [SetUpPage, WorkingPage, SharingPage, ProblemPage])
            GObject.type_ensure(page.$gtype);
        GObject.registerClass(
            {
                GTypeName: 'ShareLiveWindow',
                Template: 'resource:///io/github/share_live/ShareLive/window.ui',
                InternalChildren: ['pages', 'setUp', 'working', 'sharing', 'problem'],
            },
            this,
        );
    }

    declare private _pages: Gtk.Stack;
    declare private _setUp: SetUpPage;
    declare private _working: WorkingPage;
    declare private _sharing: SharingPage;
    declare private _problem: ProblemPage;
    private shown = INITIAL_STATE;
    private closing = false;
    /** Whether the person wants another network, until the medium was read again. */
    private choosingNetwork = false;
    private finish: () => Promise<void> = () => Promise.resolve();
    /** Of switches: their states are the window's. */
    private readonly likeSession = switchAction('like-session');
    private readonly keepFiles = switchAction('keep-files');
    private readonly inMemory = switchAction('in-memory');

    /** Called when the share goes on and the window hides. */
    onHidden: () => void = () => undefined;

    /** Lets a controller do what is pressed. Once per window. */
    control(controller: Controller): void {
        const image = (path: string): void => controller.choose({ kind: 'image', path });
        this.addAction('start', controller.start);
        this.likeSession.connect('activate', () => controller.chooseLikeSession(!this.shown.likeSession));
        this.add_action(this.likeSession);
        this.keepFiles.connect('activate', () => {
            if (this.shown.keepFolder !== null) controller.keepFiles(null);
            else chooseFolder(this, controller.keepFiles);
        });
        this.add_action(this.keepFiles);
        this.inMemory.connect('activate', () => controller.chooseInMemory(!this.shown.inMemory));
        this.add_action(this.inMemory);
        this.finish = controller.finish;
        this.addAction('stop', () => this.whenFree(controller.stop));
        this.addAction('try-again', controller.tryAgain);
        this.addAction('choose-image', () => chooseImage(this, image));
        this.addAction('choose-network', () => {
            this.choosingNetwork = true;
            controller.tryAgain();
        });
        this.addAction('keep-no-files', () => {
            controller.keepFiles(null);
            controller.tryAgain();
        });
        this.addAction('choose-running', () => controller.choose({ kind: 'running' }));
        this.addAction('install', () => void this.install(controller));
        this.addAction('copy-details', () => this.copyDetails());
        this.addAction('about', () => showAbout(this));
        this._setUp.onInterface = controller.chooseInterface;
        this._setUp.onEntry = controller.chooseEntry;
        this._setUp.add_controller(imageDrop(image));
        this.connect('close-request', () => {
            if (!isBusy(this.shown)) return false;
            if (this.shown.phase.page === 'sharing') this.askToClose();
            else void this.closeWhenUndone();
            return true;
        });
        usePlainNames(this);
        wrapLabels(this);
        this.render(INITIAL_STATE);
    }

    /** Ends everything, and asks before where others need it. */
    quit(): void {
        if (!this.visible) this.present();
        this.whenFree(() => {
            if (isBusy(this.shown)) void this.closeWhenUndone();
            else this.close();
        });
    }

    /** @param kinds of settings that were changed in this session */
    showSettings(kinds: readonly SettingsKind[]): void {
        this._setUp.showSettings(kinds);
    }

    render(state: AppState): void {
        const before = this.shown;
        this.shown = state;
        const { phase } = state;
        this._setUp.render(state);
        this._working.render(phase.page === 'working' ? phase : null);
        this._sharing.render(state);
        if (phase.page === 'problem') this._problem.render(phase.problem, state.networks);
        this._pages.visible_child_name = phase.page;
        this.enable('start', canStart(state));
        this.enable('stop', isBusy(state) && !(phase.page === 'working' && phase.step === 'stopping'));
        this.enable('install', installable(phase) !== null);
        this.enable('try-again', phase.page === 'problem');
        this.likeSession.set_state(GLib.Variant.new_boolean(state.likeSession));
        this.keepFiles.set_state(GLib.Variant.new_boolean(state.keepFolder !== null));
        this.inMemory.set_state(GLib.Variant.new_boolean(state.inMemory));
        for (const name of ['choose-network', 'keep-no-files']) this.enable(name, phase.page === 'problem');
        this.enable('choose-image', phase.page === 'set-up' || phase.page === 'problem');
        this.enable('choose-running', phase.page === 'set-up');
        this.focusDefault(before);
        // what has gone wrong is to be seen
        if (!this.visible && phase.page === 'problem') this.present();
        if (state.dismissals > before.dismissals) this._setUp.tell(_('Sharing needs your permission'));
    }

    /** The focus goes to what is most likely pressed next, when that appears or comes alive; else it stays. */
    private focusDefault(before: AppState): void {
        const { page } = this.shown.phase;
        const button =
            page === 'set-up'
                ? this._setUp.defaultButton
                : page === 'problem'
                  ? this._problem.defaultButton
                  : null;
        const changed =
            before.phase.page !== page ||
            canStart(before) !== canStart(this.shown) ||
            before.medium.kind !== this.shown.medium.kind;
        this.set_default_widget(button);
        if (!changed) return;
        if (page === 'set-up' && this.choosingNetwork) this._setUp.focusNetworks();
        else button?.grab_focus();
        if (this.shown.medium.kind !== 'reading') this.choosingNetwork = false;
    }

    private addAction(name: string, activate: () => void): void {
        const action = new Gio.SimpleAction({ name });
        action.connect('activate', activate);
        this.add_action(action);
    }

    private enable(name: string, enabled: boolean): void {
        const action = this.lookup_action(name);
        if (action instanceof Gio.SimpleAction) action.enabled = enabled;
    }

    private copyDetails(): void {
        this.get_clipboard().set_content(Gdk.ContentProvider.new_for_value(this._problem.details));
        this._problem.tell(_('Details copied'));
    }

    /** Has the missing program installed, and then tries again; a share that runs goes on without it. */
    private async install(controller: Controller): Promise<void> {
        const file = installable(this.shown.phase);
        const { page } = this.shown.phase;
        if (file === null) return;
        this.enable('install', false);
        const result = await installFile(file);
        if (this.shown.phase.page !== page) return;
        this.enable('install', installable(this.shown.phase) !== null);
        if (page === 'problem' && result === 'installed') controller.tryAgain();
        else (page === 'problem' ? this._problem : this._sharing).tell(INSTALLATION[result]());
    }

    /** How many computers would stop working if the share did. */
    private dependents(): number {
        const { phase } = this.shown;
        return phase.page === 'sharing' ? dependents(phase.clients).length : 0;
    }

    /** Does what ends the share, and asks before where computers need it. */
    private whenFree(end: () => void): void {
        const count = this.dependents();
        if (count === 0) end();
        else askToStop(this, count, end);
    }

    private askToClose(): void {
        askToClose(this, this.dependents(), answer => {
            if (answer === 'stop') void this.closeWhenUndone();
            if (answer !== 'keep') return;
            this.visible = false;
            this.onHidden();
        });
    }

    private async closeWhenUndone(): Promise<void> {
        if (this.closing) return;
        this.closing = true;
        await this.finish();
        this.closing = false;
        // what could not be put back is to be read
        if (this.shown.phase.page !== 'problem') this.destroy();
    }
}

function switchAction(name: string): Gio.SimpleAction {
    return Gio.SimpleAction.new_stateful(name, null, GLib.Variant.new_boolean(false));
}

/** Takes a file that is dropped on a page. */
function imageDrop(onImage: (path: string) => void): Gtk.DropTarget {
    const target = Gtk.DropTarget.new(Gio.File.$gtype, Gdk.DragAction.COPY);
    target.connect('drop', (_target, file: unknown) => {
        onImage(imagePath(file as Gio.File));
        return true;
    });
    return target;
}
