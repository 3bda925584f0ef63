// SPDX-FileCopyrightText: 2026 The Share Live authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What we use of a library that GLib has only since 2.80: it is there or not.
declare module 'gi://GLibUnix?version=2.0' {
    import type GLib from 'gi://GLib?version=2.0';
    const GLibUnix: {
        signal_source_new(signal: number): GLib.Source;
    };
    export default GLibUnix;
}
