// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sees and presses what a session's windows show, as a screen reader does. It answers each line of its standard input
// with a line of JSON: `texts` with the labels that are seen; `can NAME` with whether there is such a button and it can
// be pressed; `press NAME` with whether it was; `focus` with the name of what has the focus; `key NAME` presses a key, by its
// keysym, also with `Control+`, where the pointer is put into the window; `names` and `push NAME` likewise, for windows of
// Qt, of everything that has a name. With such a line as its arguments it answers that one and ends.
import Atspi from 'gi://Atspi?version=2.0';
import Gio from 'gi://Gio?version=2.0';
import { programArgs } from 'system';

type Accessible = ReturnType<typeof Atspi.get_desktop>;

/** Something in a window. */
interface Part {
    readonly application: Accessible;
    readonly window: Accessible;
    readonly accessible: Accessible;
}

function* childrenOf(parent: Accessible): Generator<Accessible> {
    for (let at = 0; at < parent.get_child_count(); at++) {
        const child = parent.get_child_at_index(at);
        if (child !== null) yield child;
    }
}

function* below(parent: Accessible): Generator<Accessible> {
    for (const child of childrenOf(parent)) {
        yield child;
        yield* below(child);
    }
}

function* parts(): Generator<Part> {
    for (const application of childrenOf(Atspi.get_desktop(0))) {
        // the desktop's own: a large tree, with nothing of ours in it
        if (application.get_name() === 'gnome-shell') continue;
        for (const window of childrenOf(application))
            for (const accessible of below(window)) yield { application, window, accessible };
    }
}

/**
 * What of a window is seen in the middle of a part of it, and would be clicked on: the part itself where it is on the
 * page that is shown. GTK 4.8 does not tell by states which page of a stack is shown. GTK 4.18 has only that one among the
 * window's parts, but takes what lies at a point for something unknown where its page was left and has come back.
 */
function seenInTheMiddle({ application, window, accessible }: Part): Accessible | null {
    const extents = accessible.get_component_iface()?.get_extents(Atspi.CoordType.WINDOW);
    if (extents === undefined || extents.width === 0 || extents.height === 0) return null;
    if (hasOnlyWhatIsShown(application)) return accessible;
    const { x, y, width, height } = extents;
    const middle = [Math.round(x + width / 2), Math.round(y + height / 2)] as const;
    return window.get_component_iface()?.get_accessible_at_point(...middle, Atspi.CoordType.WINDOW) ?? null;
}

function hasOnlyWhatIsShown(application: Accessible): boolean {
    const [major, minor] = (application.get_toolkit_version() ?? '').split('.').map(Number);
    return major === 4 && minor !== undefined && minor >= 18;
}

function texts(): string[] {
    return [...parts()]
        .filter(({ accessible }) => accessible.get_role_name() === 'label')
        .filter(part => seenInTheMiddle(part) === part.accessible)
        .map(({ accessible }) => accessible.get_name() ?? '');
}

/** Everything that says of itself that it is seen, as Qt's parts rightly do. */
function* shown(): Generator<Accessible> {
    for (const { accessible } of parts())
        if (accessible.get_state_set().contains(Atspi.StateType.SHOWING)) yield accessible;
}

/** Two names for one role, of an older and a newer libatspi. */
const BUTTON_ROLES = ['push button', 'button'];

/** Asking one is a hundred times quicker than looking for it. */
const known = new Map<string, Part>();

/** A button's name is its label with and then without the mark of its mnemonic. */
function findButton(name: string): Part | null {
    const remembered = known.get(name);
    if (remembered?.accessible.get_state_set().contains(Atspi.StateType.DEFUNCT) === false) return remembered;
    for (const part of parts()) {
        const { accessible } = part;
        if (!BUTTON_ROLES.includes(accessible.get_role_name())) continue;
        if (!(accessible.get_name() ?? '').endsWith(name)) continue;
        known.set(name, part);
        return part;
    }
    return null;
}

/** @returns the button, where it can be pressed: a click would reach it or its label */
function pressable(name: string): Accessible | null {
    const button = findButton(name);
    // GTK 4.18 finds also what is insensitive at a point
    if (button?.accessible.get_state_set().contains(Atspi.StateType.SENSITIVE) !== true) return null;
    // GTK 4.8 finds nothing at a point where is what nobody has asked for yet
    const inside = [...childrenOf(button.accessible)];
    const seen = seenInTheMiddle(button);
    return seen !== null && [button.accessible, ...inside].includes(seen) ? button.accessible : null;
}

/** @returns what has the focus in the window that the keyboard belongs to */
function focused(): Accessible | null {
    for (const { accessible } of parts())
        if (accessible.get_state_set().contains(Atspi.StateType.FOCUSED)) return accessible;
    return null;
}

/** A key's number on a keyboard for PCs (X11's, that is the kernel's and 8). */
const CONTROL = 37;
/** Numbers of keys (X11/keysymdef.h); of letters it is the letter's own. */
const KEYSYMS: Readonly<Record<string, number>> = { Tab: 0xff09, Return: 0xff0d, space: 0x20 };

/** Without a window manager the keyboard belongs to the window below the pointer; one without a manager lies at the corner. */
function pressKey(name: string): boolean {
    const { PRESS, RELEASE, SYM } = Atspi.KeySynthType;
    const [key = '', modifier] = name.split('+').reverse();
    Atspi.generate_mouse_event(8, 200, 'abs');
    if (modifier === 'Control') Atspi.generate_keyboard_event(CONTROL, null, PRESS);
    const pressed = Atspi.generate_keyboard_event(KEYSYMS[key] ?? key.charCodeAt(0), null, SYM);
    if (modifier === 'Control') Atspi.generate_keyboard_event(CONTROL, null, RELEASE);
    return pressed;
}

function answer(verb: string, name: string): unknown {
    switch (verb) {
        case 'texts':
            return texts();
        case 'can':
            return pressable(name) !== null;
        case 'names':
            return [...shown()].map(accessible => accessible.get_name() ?? '').filter(Boolean);
        case 'push': {
            const button = [...shown()].find(
                accessible =>
                    BUTTON_ROLES.includes(accessible.get_role_name()) &&
                    (accessible.get_name() ?? '').replace('&', '') === name,
            );
            return button?.get_action_iface()?.do_action(0) ?? false;
        }
        case 'focus':
            return focused()?.get_name() ?? '';
        case 'key':
            return pressKey(name);
        case 'press':
            return pressable(name)?.get_action_iface()?.do_action(0) ?? false;
        default:
            throw new Error(verb);
    }
}

function answerAll(): void {
    // Node's pipes are sockets
    const connection = Gio.Socket.new_from_fd(0).connection_factory_create_connection();
    const input = new Gio.DataInputStream({ base_stream: connection.get_input_stream() });
    for (;;) {
        const [line] = input.read_line_utf8(null);
        if (line === null) break;
        const [, verb = '', name = ''] = /^(\w+) ?(.*)$/.exec(line) ?? [];
        print(JSON.stringify(answer(verb, name)));
    }
}

const [verb, name = ''] = programArgs;
if (verb === undefined) answerAll();
else print(JSON.stringify(answer(verb, name)));
