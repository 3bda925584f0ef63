// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the tests use of libatspi.
declare module 'gi://Atspi?version=2.0' {
    enum StateType {
        DEFUNCT,
        FOCUSED,
        SENSITIVE,
        SHOWING,
    }
    enum KeySynthType {
        PRESS,
        RELEASE,
        SYM,
    }
    enum CoordType {
        WINDOW,
    }
    interface Extents {
        readonly x: number;
        readonly y: number;
        readonly width: number;
        readonly height: number;
    }
    interface Component {
        get_extents(relativeTo: CoordType): Extents;
        get_accessible_at_point(x: number, y: number, relativeTo: CoordType): Accessible | null;
    }
    interface Accessible {
        get_child_count(): number;
        get_child_at_index(index: number): Accessible | null;
        get_name(): string | null;
        get_role_name(): string;
        /** Of an application; of its parts only once that was asked. */
        get_toolkit_version(): string | null;
        get_state_set(): { contains(state: StateType): boolean };
        get_action_iface(): { do_action(index: number): boolean } | null;
        get_component_iface(): Component | null;
    }
    const Atspi: {
        readonly StateType: typeof StateType;
        readonly CoordType: typeof CoordType;
        readonly KeySynthType: typeof KeySynthType;
        /** All applications of the session. */
        get_desktop(index: number): Accessible;
        /** @param key a keysym, or for PRESS and RELEASE a key's number */
        generate_keyboard_event(key: number, text: string | null, type: KeySynthType): boolean;
        /** @param name of the event: `abs` moves the pointer to a place of the screen */
        generate_mouse_event(x: number, y: number, name: string): boolean;
    };
    export default Atspi;
}
