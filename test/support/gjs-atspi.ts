// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sees and presses what a session's windows show, as a screen reader does. It answers each line of its standard input
// with a line of JSON: `shown` with the texts of the labels; `can NAME` with whether there is such a button and it can
// be pressed; `press NAME` with whether it was.
import Atspi from 'gi://Atspi?version=2.0';
import Gio from 'gi://Gio?version=2.0';

type Accessible = ReturnType<typeof Atspi.get_desktop>;

function* below(parent: Accessible): Generator<Accessible> {
    for (let at = 0; at < parent.get_child_count(); at++) {
        const child = parent.get_child_at_index(at);
        if (child === null) continue;
        yield child;
        yield* below(child);
    }
}

/** By its size: GTK 4.8 does not tell which page of a stack is the one that is seen. */
function isShown(each: Accessible): boolean {
    const { width = 0, height = 0 } = each.get_component_iface()?.get_extents(Atspi.CoordType.WINDOW) ?? {};
    return width > 0 && height > 0;
}

function shown(): string[] {
    return [...below(Atspi.get_desktop(0))]
        .filter(each => each.get_role_name() === 'label' && isShown(each))
        .map(each => each.get_name() ?? '');
}

/** Two names for one role, of an older and a newer libatspi. */
const BUTTON_ROLES = ['push button', 'button'];

/** Asking one for its state is a hundred times quicker than looking for it. */
const known = new Map<string, Accessible>();

/** A button's name is its label with and then without the mark of its mnemonic. */
function findButton(name: string): Accessible | null {
    const remembered = known.get(name);
    if (remembered !== undefined && !hasState(remembered, Atspi.StateType.DEFUNCT)) return remembered;
    for (const each of below(Atspi.get_desktop(0)))
        if (BUTTON_ROLES.includes(each.get_role_name()) && (each.get_name() ?? '').endsWith(name)) {
            known.set(name, each);
            return each;
        }
    return null;
}

/** @returns the button, where it can be pressed */
function pressable(name: string): Accessible | null {
    const button = findButton(name);
    return button !== null && hasState(button, Atspi.StateType.SENSITIVE) && isShown(button) ? button : null;
}

function hasState(each: Accessible, state: number): boolean {
    return each.get_state_set().contains(state);
}

function answer(verb: string, name: string): unknown {
    switch (verb) {
        case 'shown':
            return shown();
        case 'can':
            return pressable(name) !== null;
        case 'press':
            return pressable(name)?.get_action_iface()?.do_action(0) ?? false;
        default:
            throw new Error(verb);
    }
}

// Node's pipes are sockets
const connection = Gio.Socket.new_from_fd(0).connection_factory_create_connection();
const input = new Gio.DataInputStream({ base_stream: connection.get_input_stream() });
for (;;) {
    const [line] = input.read_line_utf8(null);
    if (line === null) break;
    const [, verb = '', name = ''] = /^(\w+) ?(.*)$/.exec(line) ?? [];
    print(JSON.stringify(answer(verb, name)));
}
