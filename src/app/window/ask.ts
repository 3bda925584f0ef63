// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

import Adw from 'gi://Adw?version=1';
import type Gtk from 'gi://Gtk?version=4.0';

export interface Answer<Id extends string> {
    readonly id: Id;
    /** With a mnemonic. */
    readonly label: string;
    readonly appearance?: 'suggested' | 'destructive';
}

/** What Adw.AlertDialog and Adw.MessageDialog have in common. */
interface Dialog {
    add_response(id: string, label: string): void;
    set_response_appearance(id: string, appearance: Adw.ResponseAppearance): void;
    set_default_response(id: string): void;
    set_close_response(id: string): void;
    connect(signal: 'response', answered: (dialog: unknown, id: string) => void): number;
}

interface Question {
    readonly heading: string;
    readonly body: string;
}

/** From libadwaita 1.5 on, the first one takes the place of the second. */
interface Dialogs {
    readonly AlertDialog?: new (params: Question) => Dialog & { present(parent: Gtk.Window): void };
    readonly MessageDialog: new (
        params: Question & { readonly transient_for: Gtk.Window; readonly modal: boolean },
    ) => Dialog & { present(): void };
}

/**
 * Asks a question over a window.
 *
 * @param answers the first one changes nothing: it is what Escape means; the last one is what Return means
 * @param onAnswer called once
 */
export function ask<Id extends string>(
    parent: Gtk.Window,
    question: Question,
    answers: readonly [Answer<Id>, ...Answer<Id>[]],
    onAnswer: (id: Id) => void,
): void {
    const { dialog, present } = dialogOver(parent, question);
    for (const { id, label, appearance } of answers) {
        dialog.add_response(id, label);
        if (appearance !== undefined) dialog.set_response_appearance(id, APPEARANCES[appearance]);
    }
    dialog.set_close_response(answers[0].id);
    dialog.set_default_response(answers[answers.length - 1]?.id ?? answers[0].id);
    dialog.connect('response', (_dialog, id) => {
        const answer = answers.find(each => each.id === id);
        if (answer !== undefined) onAnswer(answer.id);
    });
    present();
}

const APPEARANCES = {
    suggested: Adw.ResponseAppearance.SUGGESTED,
    destructive: Adw.ResponseAppearance.DESTRUCTIVE,
} as const;

function dialogOver(
    parent: Gtk.Window,
    question: Question,
): { readonly dialog: Dialog; readonly present: () => void } {
    const { AlertDialog, MessageDialog } = Adw as unknown as Dialogs;
    if (AlertDialog !== undefined) {
        const dialog = new AlertDialog(question);
        return { dialog, present: () => dialog.present(parent) };
    }
    const dialog = new MessageDialog({ ...question, transient_for: parent, modal: true });
    return { dialog, present: () => dialog.present() };
}
